"""Time the digests of many servers that all have the same minute: `make bench-digests`.

The bot is `tollfree run` as it ships, on a SQLite file, at a loopback Discord with so many servers. All digests are due
when it starts, as at eight in the morning of one time zone; when each message came is what Discord says.
"""

import argparse
import asyncio
import tempfile
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvloop

from benchmarks.loopback.processes import ROOT, TOLLFREE, Side, running
from bot.data.migrating import migrate
from bot.digest.model.digest import DigestPlan
from bot.digest.storage import DigestRepository
from bot.kit.storage.engines import make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.servers.model.settings import GuildSettings
from bot.servers.storage.settings import GuildSettingsRepository
from tests.loopback import Guild

AN_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Sent:
    """When each server's digests came, in seconds from the first one, in order; and what Discord refused."""

    moments: tuple[float, ...]
    most_a_server: int
    refused: int

    @classmethod
    def by(cls, side: Side, guilds: Sequence[Guild]) -> "Sent":
        """Read it from Discord."""
        messages = [list(guild.channels[0].messages.values()) for guild in guilds]
        moments = sorted(datetime.fromisoformat(one["timestamp"]).timestamp() for some in messages for one in some)
        refused = sum(status >= 400 for _, _, status in side.discord.rest.requests)
        return cls(tuple(one - moments[0] for one in moments), max(map(len, messages)), refused)

    def most_in(self, seconds: float) -> int:
        """Return the most that came in so many seconds in a row."""
        return max(bisect_left(self.moments, one + seconds) - at for at, one in enumerate(self.moments))


async def post_all(folder: Path, servers: int, patience_seconds: float) -> Sent:
    """Let a bot start with so many digests due, wait until all are posted, and return when each came."""
    database = folder / "tollfree.db"
    settings = {"DATABASE_URL": f"sqlite:///{database}", "KNOWLEDGE_DIR": str(ROOT / "knowledge")}
    async with running("tollfree", TOLLFREE, servers, folder, **settings) as side:
        guilds = list(side.discord.world.guilds.values())
        await _let_be_due(database, guilds)
        async with asyncio.timeout(patience_seconds):
            while any(not guild.channels[0].messages for guild in guilds):
                side.require_alive()
                await asyncio.sleep(1)
        return Sent.by(side, guilds)


async def _let_be_due(database: Path, guilds: Sequence[Guild]) -> None:
    """Let the digests of all servers be due since two minutes."""
    now = datetime.now(UTC)
    due = (now - timedelta(minutes=2)).replace(second=0, microsecond=0)
    engines = make_engines(parse_database_url(f"sqlite:///{database}"))
    await migrate(engines)
    async with Storage(engines).writing() as unit:
        for guild in guilds:
            of_guild = GuildSettings(digest_channel_id=guild.channels[0].id, time_zone="UTC", digest_time=due.time())
            await unit[GuildSettingsRepository].put(guild.id, of_guild, now)
            await unit[DigestRepository].put_plan(DigestPlan(guild.id, due))
    await engines.dispose()


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(prog="make bench-digests", description=__doc__)
    parser.add_argument("--servers", type=int, default=2500)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        sent = runner.run(post_all(Path(folder), given.servers, AN_HOUR))
    print(f"{len(sent.moments)} digests in {given.servers} servers, at most {sent.most_a_server} in each")
    print(f"from the first to the last: {sent.moments[-1] / 60:.1f} minutes")
    print(f"most in one second: {sent.most_in(1)}; in one minute: {sent.most_in(60)}; refused: {sent.refused}")


if __name__ == "__main__":
    main()
