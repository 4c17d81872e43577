"""Two processes of two shards each, on one PostgreSQL: each server is served once, and has one digest."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.digest.model.digest import DigestPlan, DigestState
from bot.digest.storage import DigestRepository
from bot.kit.local_time import latest_due
from bot.kit.storage.engines import make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.servers.model.settings import GuildSettings
from bot.servers.storage.settings import GuildSettingsRepository
from tests import patience
from tests.databases import Databases
from tests.loopback import Guild, Loopback
from tests.loopback.interactions import texts
from tests.sockets.processes import BotProcess, bot_process
from tests.sockets.quick_bot import ROUND
from tests.written_pages import write_knowledge

SHARDS = 4
QUICK = "tests.sockets.storm_bot"
DIGEST_ROUND = f"{ROUND} DigestUpkeepCog"


@dataclass
class Pair:
    """Two processes, the Discord they share, and their database."""

    discord: Loopback
    storage: Storage
    first: BotProcess
    second: BotProcess

    @property
    def guilds(self) -> list[Guild]:
        """Return all servers."""
        return list(self.discord.world.guilds.values())

    def of_second(self) -> list[Guild]:
        """Return the servers of the second process."""
        return [guild for guild in self.guilds if guild.shard(SHARDS) >= SHARDS // 2]

    def digests(self) -> list[int]:
        """Return how many messages each server has in its digest's channel."""
        return [len(guild.channels[1].messages) for guild in self.guilds]

    async def set_due(self) -> None:
        """Make every server's digest due since two minutes."""
        now = datetime.now(UTC)
        due = (now - timedelta(minutes=2)).replace(second=0, microsecond=0)
        async with self.storage.writing() as unit:
            for guild in self.guilds:
                channel_id = guild.channels[1].id
                settings = GuildSettings(digest_channel_id=channel_id, time_zone="UTC", digest_time=due.time())
                await unit[GuildSettingsRepository].put(guild.id, settings, now)
                await unit[DigestRepository].put_plan(DigestPlan(guild.id, due))
        self.day = latest_due(now, due.time(), "UTC").day

    async def states(self) -> list[DigestState | None]:
        """Return how far each server's digest is, as the database has it."""
        async with self.storage.reading() as unit:
            rows = [await unit[DigestRepository].get(guild.id, self.day) for guild in self.guilds]
        return [row.state if row else None for row in rows]

    async def settled(self, seconds: float = patience.SECONDS) -> None:
        """Wait until every server's digest is recorded as posted."""
        async with asyncio.timeout(seconds):
            while set(await self.states()) != {DigestState.POSTED}:  # noqa: ASYNC110 - another process changes it
                await asyncio.sleep(0.2)

    async def rounds(self, more: int) -> None:
        """Wait until each process has looked so many times more for what is due."""
        for process in (self.first, self.second):
            before = process.log.count(DIGEST_ROUND)
            async with asyncio.timeout(patience.SECONDS):
                while process.log.count(DIGEST_ROUND) < before + more:  # noqa: ASYNC110 - another process writes it
                    await asyncio.sleep(0.1)


@pytest.fixture
async def pair(databases: Databases, tmp_path: Path) -> AsyncIterator[Pair]:
    """Give two processes that have connected."""
    url = (await databases.migrated()).render_as_string(hide_password=False)
    shared = {"DATABASE_URL": url, "SHARD_COUNT": str(SHARDS), "KNOWLEDGE_DIR": str(write_knowledge(tmp_path / "k"))}
    engines = make_engines(parse_database_url(url))
    async with (
        Loopback() as discord,
        bot_process(discord, tmp_path, "first", QUICK, SHARD_IDS="0,1", **shared) as first,
        bot_process(discord, tmp_path, "second", QUICK, SHARD_IDS="2,3", **shared) as second,
    ):
        discord.replies.seconds_to_answer = patience.SECONDS
        discord.world.add_guilds(12, channels=("general", "digest"))
        await first.start()
        await second.start()
        await discord.gateway.ready(SHARDS)
        yield Pair(discord, Storage(engines), first, second)
    await engines.dispose()


async def _answers(pair: Pair) -> list[int]:
    """Have a member of each server use a command; return how often each was answered."""
    used = [await pair.discord.slash(guild, "role", name="lighthouse-reviewer") for guild in pair.guilds]
    for interaction in used:
        assert "Lighthouse" in texts(await interaction.message())
    return [len(interaction.callbacks) for interaction in used]


async def test_each_server_is_served_once_and_has_one_digest_though_a_process_is_killed_in_digest_time(
    pair: Pair,
) -> None:
    assert sorted(pair.discord.gateway.identified) == [(shard, SHARDS) for shard in range(SHARDS)]
    assert [len(pair.discord.gateway.of_guild(guild.id)) for guild in pair.guilds] == [1] * 12
    assert await _answers(pair) == [1] * 12
    assert pair.discord.world.command_puts == 1, "the process with shard 0 gives Discord the commands"
    assert [path for _, path, status in pair.discord.rest.requests if status >= 400] == [], "nobody answered twice"

    before, after = (guild.channels[1] for guild in pair.of_second()[1:3])
    postings = [
        pair.discord.faults.add("POST", f"/channels/{channel.id}/messages", held=True, late=channel is after)
        for channel in (before, after)
    ]
    await pair.set_due()
    for posting in postings:
        await posting.reached()
    await pair.second.kill()
    assert (len(before.messages), len(after.messages)) == (0, 1), "killed before one was posted, and after the other"
    assert DigestState.CLAIMED in await pair.states(), "it was in the middle"
    for posting in postings:
        posting.release()  # Discord goes on with what it was sent, though nobody waits for the answer
    await pair.second.start()
    await pair.discord.gateway.ready(SHARDS)
    await pair.settled()
    await pair.rounds(4)
    assert pair.digests() == [1] * 12
    assert await _answers(pair) == [1] * 12
