"""The daily digest: exactly one for each server and local date, whatever happens to clocks and processes.

The claim is a row, unique by server and date, with a lease. Who holds it posts, and records the message. A row whose
lease ran out may belong to a message that was posted and not recorded, so the next holder looks for it first.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.digest.model.digest import (
    LEASE,
    Digest,
    DigestAlreadyPosted,
    DigestClaim,
    DigestContent,
    DigestPlan,
    DigestState,
    DigestUnderWay,
    NoDigestChannel,
    Pause,
    may_still_come,
)
from bot.digest.model.errands import DIGEST, digest_of
from bot.digest.service.content import Notes, compose, picks
from bot.digest.service.planning import go_on, next_moment
from bot.digest.storage import DigestRepository
from bot.kit.actors import Actor, CardPlace
from bot.kit.clock import Clock
from bot.kit.local_time import latest_due, local_date
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.knowledge.library import Library
from bot.outbox.model.job import Errand
from bot.outbox.storage import OutboxRepository
from bot.pages.service.personal import RoleLines
from bot.servers.model.audit import Act
from bot.servers.model.notices import OF_DIGESTS, ServerNotice, ServerNoticeKind
from bot.servers.model.settings import GuildSettings
from bot.servers.service.notices import clear_notices, raise_notice
from bot.servers.storage.audit import AuditRepository
from bot.servers.storage.lock import ServerLock
from bot.servers.storage.notices import ServerNoticeRepository
from bot.servers.storage.settings import GuildSettingsRepository

_TOO_FAR = timedelta(hours=26)
"""Farther ahead than a day with its hour of summer time: posted early by hand, or planned while the clock was wrong."""
_REMEMBERED = 400
MOST_A_MINUTE = 400
"""Digests that a process begins: many servers have the same minute, and Discord takes 50 requests a second of a bot."""


@dataclass(frozen=True, slots=True)
class DigestStanding:
    """How a server's digest stands; without a channel there is no plan."""

    settings: GuildSettings
    plan: DigestPlan | None
    notices: tuple[ServerNotice, ...]


class DigestService:
    """Claims, settles, pauses and resumes digests; who posts them is in the user interface."""

    def __init__(self, storage: Storage, clock: Clock, library: Library, lines: RoleLines | None = None) -> None:
        """Take what servers have to say of roles; without it they say nothing."""
        self._storage = storage
        self._clock = clock
        self._library = library
        self._lines = lines or RoleLines()
        self._looked_at: datetime | None = None

    @property
    def _notes(self) -> Notes:
        return Notes(self._library.current, self._lines)

    async def due_servers(self) -> list[int]:
        """Return the servers to look at now; any number of processes may ask.

        After a start, and where the clock was set back, also those whose days it gave up while it was ahead.
        """
        now = self._clock.now()
        may_have_been_ahead = self._looked_at is None or now < self._looked_at
        async with self._storage.reading() as unit:
            due = await unit[DigestRepository].due(now, now + _TOO_FAR)
            given_up = await unit[DigestRepository].given_up_after(now) if may_have_been_ahead else []
        self._looked_at = now
        return list(dict.fromkeys((*due, *given_up)))

    async def ask_due(self, serves: Callable[[int], bool], most: int = MOST_A_MINUTE) -> int:
        """Let the outbox post the digests that are due in servers that this process serves; return how many, at most.

        What waits there already, such as for Discord to be well again, is not asked for once more.
        """
        due = [guild_id for guild_id in await self.due_servers() if serves(guild_id)]
        if not due:
            return 0
        async with self._storage.reading() as unit:
            waiting = await unit[OutboxRepository].waiting_subjects(DIGEST)
        asked = [errand for errand in map(digest_of, due) if errand.subject not in waiting][:most]
        if asked:
            async with self._storage.writing() as unit:
                for errand in asked:
                    await unit[OutboxRepository].put(errand, self._clock.now())
        return len(asked)

    async def is_under_way(self, guild_id: int, day: date | None = None) -> bool:
        """Return whether somebody has begun a server's due digest, or that of a day, and may still be at it."""
        now = self._clock.now()
        async with self._storage.reading() as unit:
            settings = await unit[GuildSettingsRepository].get(guild_id)
            day = day or latest_due(now, settings.digest_time, settings.time_zone).day
            begun = await unit[DigestRepository].get(guild_id, day)
        return begun is not None and begun.is_held(now)

    async def claim_due(self, guild_id: int) -> DigestClaim | None:
        """Take a server's due digest for oneself; None where there is nothing to post now.

        One that is more than six hours late is recorded as missed, and moderators are told.
        """
        now = self._clock.now()
        async with self._storage.writing() as unit:
            await unit[ServerLock].hold(guild_id)
            settings = await unit[GuildSettingsRepository].get(guild_id)
            plan = await unit[DigestRepository].plan(guild_id)
            if plan is None or plan.pause is not None or settings.digest_channel_id is None:
                return None
            due = latest_due(now, settings.digest_time, settings.time_zone)
            digest = Digest(guild_id, due.day, DigestState.CLAIMED, now, now + LEASE)
            begun = await unit[DigestRepository].get(guild_id, due.day)
            claim = None
            if plan.next_at <= now and may_still_come(due, begun, now, settings.time_zone):
                claim = await self._claim(unit, digest, settings.digest_channel_id)
            elif plan.next_at <= now:
                await self._miss(unit, digest, now)
            if claim is None:
                await go_on(unit, guild_id, settings, now)
            return claim

    async def ask_today(self, actor: Actor) -> Errand:
        """Let the outbox post today's digest, due or not; return its errand.

        Raises NoDigestChannel, DigestAlreadyPosted and DigestUnderWay.
        """
        now = self._clock.now()
        async with self._storage.writing() as unit:
            await unit[ServerLock].hold(actor.guild_id)
            settings = await unit[GuildSettingsRepository].get(actor.guild_id)
            if settings.digest_channel_id is None:
                raise NoDigestChannel
            today = local_date(now, settings.time_zone)
            begun = await unit[DigestRepository].get(actor.guild_id, today)
            if begun is not None and begun.state is DigestState.POSTED:
                raise DigestAlreadyPosted(actor.guild_id, begun.place)
            if begun is not None and begun.is_held(now):
                raise DigestUnderWay
            errand = digest_of(actor.guild_id, today)
            await unit[OutboxRepository].put(errand, now)
            await self._log(unit, actor, "digest posted now")
        return errand

    async def claim_day(self, guild_id: int, day: date) -> DigestClaim | None:
        """Take today's digest for oneself, due or not; None where there is nothing to post, or the day is over."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            await unit[ServerLock].hold(guild_id)
            settings = await unit[GuildSettingsRepository].get(guild_id)
            if settings.digest_channel_id is None or local_date(now, settings.time_zone) != day:
                return None
            digest = Digest(guild_id, day, DigestState.CLAIMED, now, now + LEASE)
            begun = await unit[DigestRepository].get(guild_id, day, lock=True)
            if begun is not None and begun.is_final and begun.state is not DigestState.POSTED:
                await unit[DigestRepository].save(replace(digest, lease_until=now))  # nothing came: it may begin anew
            return await self._claim(unit, digest, settings.digest_channel_id)

    async def where(self, guild_id: int, day: date) -> CardPlace | None:
        """Return where a day's digest stands, or None where it is not posted."""
        async with self._storage.reading() as unit:
            digest = await unit[DigestRepository].get(guild_id, day)
        return digest.place if digest else None

    async def posted(self, claim: DigestClaim, place: CardPlace) -> None:
        """Record the message that is a day's digest, and plan the next."""
        await self._settle(claim, DigestState.POSTED, place, cleared=OF_DIGESTS)

    async def skipped(self, claim: DigestClaim) -> None:
        """Record that a day has no digest because it would only repeat; moderators are told the first time."""
        await self._settle(claim, DigestState.SKIPPED, told=(ServerNoticeKind.DIGEST_QUIET, ""))

    async def refused(self, claim: DigestClaim, why: str) -> None:
        """Record that Discord takes no digest today, which counts as its role's turn; moderators are told `why`."""
        await self._settle(claim, DigestState.REFUSED, told=(ServerNoticeKind.DIGEST_REFUSED, why))

    async def stop(self, claim: DigestClaim, why: str) -> None:
        """Pause a server's digest because its channel cannot be used; moderators are told once, in `why`."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            await unit[DigestRepository].save(replace(claim.digest, lease_until=now))
            plan = await unit[DigestRepository].plan(claim.digest.guild_id)
            if plan is not None:
                await unit[DigestRepository].put_plan(replace(plan, pause=Pause.CHANNEL))
            await self._notify(unit, claim.digest.guild_id, ServerNoticeKind.DIGEST_PAUSED, why)

    async def pause(self, actor: Actor) -> None:
        """Pause a server's digest until a moderator resumes it; raises NoDigestChannel."""
        async with self._storage.writing() as unit:
            plan = await self._plan(unit, actor)
            await unit[DigestRepository].put_plan(replace(plan, pause=Pause.MODERATOR))
            await self._log(unit, actor, "digest paused")

    async def resume(self, actor: Actor) -> DigestPlan:
        """End any pause, and return the plan; a digest that was begun today is owed at once. Raises NoDigestChannel."""
        async with self._storage.writing() as unit:
            await self._plan(unit, actor)
            settings = await unit[GuildSettingsRepository].get(actor.guild_id)
            next_at = await next_moment(unit, actor.guild_id, settings, self._clock.now())
            plan = DigestPlan(actor.guild_id, next_at)
            await unit[DigestRepository].put_plan(plan)
            await clear_notices(unit, actor.guild_id, ServerNoticeKind.DIGEST_PAUSED)
            await self._log(unit, actor, "digest resumed")
        return plan

    async def preview(self, guild_id: int) -> DigestContent:
        """Return what the digest would say now; nothing is stored."""
        async with self._storage.reading() as unit:
            return await compose(unit, self._notes, guild_id, self._clock.now())

    async def standing(self, guild_id: int) -> DigestStanding:
        """Return how a server's digest stands."""
        async with self._storage.reading() as unit:
            return DigestStanding(
                await unit[GuildSettingsRepository].get(guild_id),
                await unit[DigestRepository].plan(guild_id),
                tuple(await unit[ServerNoticeRepository].of_server(guild_id)),
            )

    async def _claim(self, unit: UnitOfWork, digest: Digest, channel_id: int) -> DigestClaim | None:
        """Begin a day, or take up one whose lease ran out; None where it is settled or in somebody's hands."""
        base = self._library.current
        role, myth = picks(base, digest.guild_id, await unit[DigestRepository].latest(digest.guild_id, _REMEMBERED))
        mine = replace(digest, role=role, myth=myth)
        is_new = await unit[DigestRepository].begin(mine)
        if not is_new:
            begun = await unit[DigestRepository].get(digest.guild_id, digest.local_date, lock=True)
            assert begun is not None, "the day has a row already"
            now = digest.claimed_at
            if begun.stands(now) or begun.is_held(now):
                return None
            is_new = begun.is_void(now) and not begun.was_tried
            mine = mine if is_new else _taken_up(begun, mine)
            await unit[DigestRepository].save(mine)
        content = await compose(unit, self._notes, digest.guild_id, digest.claimed_at, mine)
        return DigestClaim(mine, content, channel_id, is_retry=not is_new)

    async def _miss(self, unit: UnitOfWork, digest: Digest, now: datetime) -> None:
        """Record that a day got no digest, unless it is settled already."""
        missed = replace(digest, state=DigestState.MISSED, settled_at=now)
        if not await unit[DigestRepository].begin(missed):
            begun = await unit[DigestRepository].get(digest.guild_id, digest.local_date, lock=True)
            if begun is None or begun.stands(now):
                return
            await unit[DigestRepository].save(replace(begun, state=DigestState.MISSED, settled_at=now))
        await self._notify(unit, digest.guild_id, ServerNoticeKind.DIGEST_MISSED, digest.local_date.isoformat())

    async def _settle(
        self,
        claim: DigestClaim,
        state: DigestState,
        place: CardPlace | None = None,
        *,
        told: tuple[ServerNoticeKind, str] | None = None,
        cleared: tuple[ServerNoticeKind, ...] = (),
    ) -> None:
        now = self._clock.now()
        guild_id = claim.digest.guild_id
        async with self._storage.writing() as unit:
            await unit[DigestRepository].save(replace(claim.digest, state=state, settled_at=now, place=place))
            await clear_notices(unit, guild_id, *cleared)
            if told:
                await self._notify(unit, guild_id, *told)
            await go_on(unit, guild_id, await unit[GuildSettingsRepository].get(guild_id), now)

    async def _notify(self, unit: UnitOfWork, guild_id: int, kind: ServerNoticeKind, detail: str) -> None:
        await raise_notice(unit, ServerNotice(guild_id, kind, detail, self._clock.now()))

    async def _log(self, unit: UnitOfWork, actor: Actor, what: str) -> None:
        await unit[AuditRepository].add(
            actor.guild_id, actor.member_id, Act.SETTINGS_CHANGED, self._clock.now(), detail=what
        )

    @staticmethod
    async def _plan(unit: UnitOfWork, actor: Actor) -> DigestPlan:
        plan = await unit[DigestRepository].plan(actor.guild_id)
        if plan is None:
            raise NoDigestChannel
        return plan


def _taken_up(begun: Digest, mine: Digest) -> Digest:
    """Return a day that somebody began before, as this process's: with its pages, if it had any, and its beginning."""
    role, myth = begun.role or mine.role, begun.myth or mine.myth
    return replace(mine, claimed_at=begun.claimed_at, role=role, myth=myth)
