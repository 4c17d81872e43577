"""A storm: members share, vote and approve while the bot is killed again and again; then everything is counted."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count, cycle
from typing import Any

from sqlalchemy import func, select

from bot.digest.model.digest import DigestPlan
from bot.digest.storage import DigestRepository, digests
from bot.following.model import Follow, Follower
from bot.following.storage.follows import FollowerRepository, FollowRepository
from bot.following.storage.tables import followers
from bot.kit.storage.transactions import Storage
from bot.leads.storage.tables import lead_votes, leads
from bot.outbox.storage import outbox
from bot.servers.model.settings import GuildSettings
from bot.servers.storage.settings import GuildSettingsRepository
from tests import patience
from tests.loopback import Guild, Loopback
from tests.loopback.interactions import parts, texts
from tests.loopback.world import Channel, Json
from tests.sockets.processes import BotProcess

CHANNELS = ("leads", "queue", "digest")
TOPIC = "lighthouse-reviewer"
MEMBERS = tuple(range(5000 << 22, 5012 << 22, 1 << 22))
_FEWEST, _MOST = 5, 40
"""Acts of members between two kills."""
_FORM = ("Northfield Health", "https://jobs.example.org/view?id={number}", "Any state", "Two days a week.")


@dataclass
class Storm:
    """One bot, its Discord and its database, and what members did while it was killed."""

    discord: Loopback
    storage: Storage
    process: BotProcess
    chance: random.Random
    done: Counter[str] = field(default_factory=Counter)
    voted: set[tuple[int, int]] = field(default_factory=set)
    acknowledged: set[tuple[int, int]] = field(default_factory=set)
    due: set[int] = field(default_factory=set)
    _numbers: "count[int]" = field(default_factory=count)

    @property
    def guilds(self) -> list[Guild]:
        """Return all servers."""
        return list(self.discord.world.guilds.values())

    async def set_up(self) -> None:
        """Let every server have channels for leads, queue and digest; a first lead of a member waits for review."""
        now = datetime.now(UTC)
        self._due = (now - timedelta(minutes=2)).replace(second=0, microsecond=0)
        async with self.storage.writing() as unit:
            for guild in self.guilds:
                leads_channel, queue, digest = (channel.id for channel in guild.channels)
                settings = GuildSettings(
                    leads_channel_id=leads_channel,
                    queue_channel_id=queue,
                    digest_channel_id=digest,
                    leads_a_day=100,
                    time_zone="UTC",
                    digest_time=self._due.time(),
                )
                await unit[GuildSettingsRepository].put(guild.id, settings, now)
            for member, guild in zip(MEMBERS, cycle(self.guilds), strict=False):
                await unit[FollowerRepository].locked_or_new(Follower(member, now.date()))
                await unit[FollowRepository].put(member, Follow(guild.id, TOPIC, now, now))

    async def round(self, number: int) -> None:
        """Start the bot, let members be at it, and kill it at any moment."""
        await self.process.start()
        await self.discord.gateway.ready(1)
        await self._let_digest_be_due(self.guilds[number % len(self.guilds)])
        await self._let_news_be_due(MEMBERS[number % len(MEMBERS)])
        acts = (self._share, self._share, self._approve, self._approve, self._vote, self._vote, self._vote)
        crowd = [asyncio.create_task(self._go_on(act)) for act in acts]
        await self._until(self.done.total() + self.chance.randint(_FEWEST, _MOST))
        await self.process.kill()
        for task in crowd:
            task.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)
        await self.discord.gateway.gone()
        for channel in self.discord.world.channels.values():
            channel.nonces.clear()  # as if minutes had passed: Discord itself finds no double any more
        self.done["kills"] += 1

    async def _until(self, acts: int) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(patience.SECONDS):
                while self.done.total() < acts:  # noqa: ASYNC110  # kills come at any moment, not after an act
                    await asyncio.sleep(self.chance.uniform(0, 0.05))

    async def rest(self) -> None:
        """Start the bot a last time, and wait until nothing waits."""
        await self.process.start()
        await self.discord.gateway.ready(1)
        async with asyncio.timeout(4 * patience.SECONDS):
            while await self._waiting():  # noqa: ASYNC110  # another process changes it
                await asyncio.sleep(0.3)

    async def _waiting(self) -> int:
        async with self.storage.reading() as unit:
            jobs = select(func.count()).select_from(outbox).where(outbox.c.state == "waiting")
            claimed = select(func.count()).select_from(digests).where(digests.c.state == "claimed")
            begun = select(func.count()).select_from(followers).where(followers.c.attempt_token.is_not(None))
            return sum([await unit.connection.scalar(query) or 0 for query in (jobs, claimed, begun)])

    async def _go_on(self, act: Callable[[], Awaitable[None]]) -> None:
        while True:
            with suppress(TimeoutError):
                await act()
            await asyncio.sleep(self.chance.uniform(0, 0.1))

    async def _let_digest_be_due(self, guild: Guild) -> None:
        async with self.storage.writing() as unit:
            if await unit[DigestRepository].plan(guild.id) is None:
                await unit[DigestRepository].put_plan(DigestPlan(guild.id, self._due))

    async def _let_news_be_due(self, member: int) -> None:
        """Let a follower's message be due, once: of a day that is done with there is no second one."""
        yesterday = (datetime.now(UTC) - timedelta(days=1)).date()
        async with self.storage.writing() as unit:
            follower = await unit[FollowerRepository].locked(member)
            if follower is not None and member not in self.due:
                self.due.add(member)
                await unit[FollowerRepository].save(replace(follower, last_on=yesterday, next_at=self._due))

    async def _share(self) -> None:
        guild, member, number = self.chance.choice(self.guilds), self.chance.choice(MEMBERS), next(self._numbers)
        opened = await self.discord.slash(guild, "lead share", member_id=member, topic=TOPIC)
        form = (await opened.answer())["data"]
        await asyncio.sleep(0.3)  # nobody types faster
        typed = (f"Reviewer {number}", *(part.format(number=number) for part in _FORM))
        preview = await self.discord.submit(guild, form, *typed, member_id=member)
        message = await preview.message()
        for what in ("free", "post"):
            pressed = await self.discord.press(guild, message, button(message, what), member_id=member)
            await pressed.answer()
            message = pressed.original or message
        self.done["shares"] += 1

    async def _approve(self) -> None:
        guild = self.chance.choice(self.guilds)
        waiting = [one for one in guild.channels[1].messages.values() if button(one, "approve")]
        if waiting:
            card = self.chance.choice(waiting)
            await (await self.discord.press(guild, card, button(card, "approve"))).answer()
            self.done["approvals"] += 1

    async def _vote(self) -> None:
        """Vote once for a lead; who was not answered never presses again, since that would take the vote back."""
        guild, member = self.chance.choice(self.guilds), self.chance.choice(MEMBERS)
        cards = [one for one in guild.channels[0].messages.values() if button(one, "up")]
        if not cards:
            return
        card = self.chance.choice(cards)
        vote = int(button(card, "up").rpartition(":")[2]), member
        if vote in self.voted:
            return
        self.voted.add(vote)
        pressed = await self.discord.press(guild, card, button(card, "up"), member_id=member)
        answer = await pressed.answer()
        # the card was drawn anew, as one that can be voted on: the vote counts
        if answer["type"] == 7 and button(answer["data"], "up"):
            self.acknowledged.add(vote)
            self.done["votes"] += 1


def button(message: Json, what: str) -> str:
    """Return the custom id of a message's button with a word in it, or nothing."""
    ids = (part.get("custom_id") or "" for part in parts(message))
    return next((one for one in ids if f":{what}:" in one), "")


@dataclass
class Findings:
    """What the storm left: counts, and everything that is not as it should be."""

    counts: Counter[str]
    wrong: list[str]


async def examine(storm: Storm) -> Findings:
    """Compare Discord with the database."""
    counts, wrong = Counter(storm.done), list[str]()
    async with storm.storage.reading() as unit:
        rows = (await unit.connection.execute(select(leads))).all()
        votes = {(row.lead_id, row.member_id) for row in await unit.connection.execute(select(lead_votes))}
        days = (await unit.connection.execute(select(digests))).all()
        told = {row.member_id: row.last_sent_at for row in await unit.connection.execute(select(followers))}
        given_up = await unit.connection.scalar(
            select(func.count()).select_from(outbox).where(outbox.c.state == "given_up")
        )
    cards = _cards(storm, 0, "report")
    for row in rows:
        counts[f"leads {row.status}"] += 1
        shown = cards.pop(row.id, [])
        wrong += _of_card(row, shown, sum(lead_id == row.id for lead_id, _ in votes))
        wrong += _of_queue(storm, row)
        wrong += _of_messages(storm, row)
    wrong += [f"a card of lead {lead_id}, which is not there" for lead_id in cards]
    wrong += [f"an acknowledged vote is missing: {vote}" for vote in storm.acknowledged - votes]
    wrong += [f"{given_up} jobs were given up"] if given_up else []
    for day in days:
        counts[f"digests {day.state}"] += 1
        channel = storm.discord.world.guilds[day.guild_id].channels[2]
        if len(channel.messages) != (day.state == "posted"):
            wrong.append(f"{len(channel.messages)} digests in a server whose digest is {day.state}")
    for member in sorted(storm.due):
        messages = _news(storm, member)
        counts["followers told"] += messages
        if messages != (told[member] is not None):
            wrong.append(f"a follower has {messages} messages, and is recorded as told at {told[member]}")
    counts["vote rows"] = len(votes)
    return Findings(counts, wrong)


def _cards(storm: Storm, channel: int, what: str) -> dict[int, list[Json]]:
    found: dict[int, list[Json]] = {}
    for guild in storm.guilds:
        for message in guild.channels[channel].messages.values():
            if custom_id := button(message, what):
                found.setdefault(int(custom_id.split(":")[3]), []).append(message)
    return found


def _news(storm: Storm, member: int) -> int:
    """Return how many daily messages a follower got."""
    channels: list[Channel] = list(storm.discord.world.channels.values())
    theirs = [channel for channel in channels if channel.recipient_id == member]
    return sum("New in what you follow" in texts(one) for channel in theirs for one in channel.messages.values())


def _of_card(row: Any, shown: list[Json], votes: int) -> list[str]:
    if row.upvotes != votes:
        return [f"lead {row.id} counts {row.upvotes} votes and has {votes}"]
    if row.status != "live":
        return [f"lead {row.id} is {row.status} and has {len(shown)} cards"] if shown else []
    if len(shown) != 1:
        return [f"lead {row.id} is live and has {len(shown)} cards"]
    labels = [part.get("label") for part in parts(shown[0])]
    return [] if f"Upvote {votes}" in labels else [f"the card of lead {row.id} says {labels[:1]}, not {votes}"]


def _of_queue(storm: Storm, row: Any) -> list[str]:
    channel = storm.discord.world.guilds[row.guild_id].channels[1]
    about = [one for one in channel.messages.values() if f"Lead {row.id} " in texts(one)]
    if not row.review_reasons and row.status != "pending" and not about:
        return []  # it never waited
    waits = [one for one in about if button(one, "approve")]
    wrong = [] if len(about) == 1 else [f"lead {row.id} ({row.status}) has {len(about)} cards in the queue"]
    if bool(waits) != (row.status == "pending"):
        wrong.append(f"lead {row.id} is {row.status}, and its card in the queue says otherwise")
    return wrong


def _of_messages(storm: Storm, row: Any) -> list[str]:
    """Return what is wrong with what the poster was told: of an approved lead once, of others nothing."""
    channels: list[Channel] = list(storm.discord.world.channels.values())
    direct = [one for channel in channels if channel.recipient_id for one in channel.messages.values()]
    told = sum("was approved" in texts(one) and f"**{row.title}**" in texts(one) for one in direct)
    queue = storm.discord.world.guilds[row.guild_id].channels[1].messages.values()
    approved = any("approved" in texts(one) and f"Lead {row.id} " in texts(one) for one in queue)
    return [] if told == approved else [f"lead {row.id}: approved {approved}, and its poster was told {told} times"]
