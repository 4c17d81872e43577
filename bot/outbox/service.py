"""Ask for, claim and settle jobs."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.outbox.model.job import (
    GIVE_UP_AFTER,
    LEASE,
    Errand,
    Job,
    JobState,
    Kinds,
    OutboxState,
    Standing,
    wait_after,
)
from bot.outbox.storage import OutboxRepository

Shards = tuple[int, Collection[int]]
"""How many shards there are, and which are ours."""
KEPT = timedelta(days=7)
"""How long what was given up can be looked up."""
KEPT_WHEN_DONE = timedelta(days=1)
"""How long what was done is kept: followers alone add a row each a day."""
_PUBLIC, _PRIVATE = Kinds(is_private=False), Kinds(is_private=True)


class Outbox:
    """The jobs of all processes; whoever claims one carries it out alone."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def ask(self, errand: Errand) -> None:
        """Ask for an errand by itself; what belongs to a change is asked for in the transaction of the change."""
        async with self._storage.writing() as unit:
            await unit[OutboxRepository].put(errand, self._clock.now())

    async def claim(self, limit: int, shards: Shards | None = None, *, without: Collection[int] = ()) -> list[Job]:
        """Take jobs that are due, the oldest first, but for private messages and what is of some servers."""
        now = self._clock.now()
        async with self._storage.reading() as unit:
            if not await unit[OutboxRepository].has_due(now, without, _PUBLIC):
                return []
        async with self._storage.writing() as unit:
            return await unit[OutboxRepository].claim(
                now, now + LEASE, limit, shards=shards, without=without, kinds=_PUBLIC
            )

    async def claim_messages(self, limit: int, shards: Shards | None = None, kinds: Kinds = _PRIVATE) -> list[Job]:
        """Take private messages of some kinds that are due, the oldest first; none while Discord wants none."""
        now = self._clock.now()
        async with self._storage.reading() as unit:
            jobs = unit[OutboxRepository]
            if not await jobs.has_due(now, kinds=kinds) or await self._are_paused(unit):
                return []
        async with self._storage.writing() as unit:
            return await unit[OutboxRepository].claim(now, now + LEASE, limit, shards=shards, kinds=kinds)

    async def messages_are_paused(self) -> bool:
        """Return whether Discord wants no private messages for now."""
        async with self._storage.reading() as unit:
            return await self._are_paused(unit)

    async def _are_paused(self, unit: UnitOfWork) -> bool:
        until = await unit[OutboxRepository].messages_paused_until()
        return until is not None and until > self._clock.now()

    async def give_back(self, job: Job) -> None:
        """Let somebody else take a claimed job at once."""
        async with self._storage.writing() as unit:
            await unit[OutboxRepository].postpone(job, self._clock.now())

    async def claim_one(self, errand: Errand) -> Job | None:
        """Take one job, due or not; None where it is settled or in somebody's hands."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            found = await unit[OutboxRepository].claim(now, now + LEASE, 1, only=errand)
        return found[0] if found else None

    async def done(self, job: Job) -> None:
        """Record that a job is done."""
        async with self._storage.writing() as unit:
            await unit[OutboxRepository].done(job, self._clock.now())

    async def give_up(self, job: Job, why: str) -> None:
        """Record that a job will never be done, and why."""
        async with self._storage.writing() as unit:
            await unit[OutboxRepository].give_up(job, self._clock.now(), why)

    async def try_later(self, job: Job, why: str, wait: timedelta | None = None) -> bool:
        """Let a job wait, longer each time; return False where it has been tried for a day, and is to be given up."""
        now = self._clock.now()
        if now - job.created_at >= GIVE_UP_AFTER:
            return False
        async with self._storage.writing() as unit:
            await unit[OutboxRepository].postpone(job, now + (wait or wait_after(job.attempts)), why)
        return True

    async def pause_messages(self, wait: timedelta) -> None:
        """Let all private messages wait: Discord says that there are too many."""
        async with self._storage.writing() as unit:
            await unit[OutboxRepository].pause_messages(self._clock.now() + wait)

    async def standing(self, errand: Errand) -> Standing | None:
        """Return how a job stands."""
        async with self._storage.reading() as unit:
            return await unit[OutboxRepository].standing(errand)

    async def states(self, errands: Sequence[Errand]) -> list[JobState | None]:
        """Return how far errands have got, in their order; None where there is no such job (any more)."""
        async with self._storage.reading() as unit:
            states = await unit[OutboxRepository].states(errands)
        return [states.get((errand.kind, errand.subject)) for errand in errands]

    async def listed(self, state: JobState, limit: int = 100, guild_id: int | None = None) -> list[Standing]:
        """Return jobs in a state, those that have waited longest first."""
        async with self._storage.reading() as unit:
            return await unit[OutboxRepository].listed(state, limit, guild_id)

    async def state(self, limit: int) -> OutboxState:
        """Return how everything stands, with at most so many jobs of each list."""
        async with self._storage.reading() as unit:
            jobs = unit[OutboxRepository]
            until = await jobs.messages_paused_until()
            return OutboxState(
                await jobs.counts(),
                await jobs.listed(JobState.WAITING, limit),
                await jobs.listed(JobState.GIVEN_UP, limit),
                until if until is not None and until > self._clock.now() else None,
            )

    async def counts(self) -> dict[tuple[str, JobState], int]:
        """Return how many jobs of each kind are in each state."""
        async with self._storage.reading() as unit:
            return await unit[OutboxRepository].counts()

    async def clear_settled(self) -> int:
        """Delete what was done a day ago, or given up a week ago; return how many."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            done = await unit[OutboxRepository].clear(JobState.DONE, now - KEPT_WHEN_DONE)
            return done + await unit[OutboxRepository].clear(JobState.GIVEN_UP, now - KEPT)

    async def set_quiet(self, member_id: int, *, is_quiet: bool) -> None:
        """Write to a member by oneself no more, or again."""
        async with self._storage.writing() as unit:
            await unit[OutboxRepository].set_quiet(member_id, is_quiet=is_quiet)

    async def is_quiet(self, member_id: int) -> bool:
        """Return whether a member wants no message that they did not ask for."""
        async with self._storage.reading() as unit:
            return await unit[OutboxRepository].is_quiet(member_id)
