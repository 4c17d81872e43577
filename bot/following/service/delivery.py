"""Send followers their news by way of the outbox: claimed in the database, so that any number of processes may."""

import logging
import secrets
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.following.model import KEPT_FOR_UNDO, Attempt, Follower, PageNews, Schedule, is_again, news_of
from bot.following.service.news import SETTLING, find_news, replan, schedule_of
from bot.following.storage.follows import FollowerRepository, FollowRepository
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.knowledge.topics import LeadPages
from bot.outbox.model.job import Job
from bot.outbox.storage import OutboxRepository

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
"""How long a claimed follower is kept from other processes; one whose message was not recorded comes again after it."""

_AT_ONCE = 10
_TOKEN_BYTES = 15  # 20 characters: a nonce has at most 25


@dataclass(frozen=True, slots=True)
class Claim:
    """A follower to write to now; `is_retry` tells that an earlier try with this token may have arrived."""

    member_id: int = field(repr=False)
    attempt: Attempt
    is_retry: bool


class FollowDelivery:
    """Asks the outbox to tell followers who are due; call `sent`, `nothing_new` or `refused` after each."""

    def __init__(self, storage: Storage, clock: Clock, pages: LeadPages) -> None:
        self._storage = storage
        self._clock = clock
        self._pages = pages

    async def mind_the_clock(self, limit: int = 200) -> int:
        """Set right what a clock that was ahead recorded: else news until then would never be told. Return how many."""
        now = self._clock.now()
        async with self._storage.reading() as unit:
            ahead = await unit[FollowRepository].ahead_of(now, limit)
        for member_id in ahead:
            async with self._storage.writing() as unit:
                follower = await unit[FollowerRepository].locked(member_id)
                schedule = await schedule_of(unit, await unit[FollowRepository].of(member_id))
                if follower is not None:
                    today = schedule.today(now) if schedule else now.date()
                    await unit[FollowRepository].told_no_later_than(member_id, now)
                    await replan(unit, replace(follower, last_on=min(follower.last_on, today)))
        return len(ahead)

    async def ask_due(self, limit: int, *, is_first: bool) -> int:
        """Let the outbox tell followers who are due; return how many, at most `limit`.

        Who has nothing new is settled at once, and takes no place among them. `is_first` as in `claim_due`.
        """
        asked = 0
        while asked < limit:
            claims = await self.claim_due(min(_AT_ONCE, limit - asked), is_first=is_first)
            if not claims:
                break
            for claim in claims:
                asked += await self._ask(claim, is_first=is_first)
        return asked

    async def _ask(self, claim: Claim, *, is_first: bool) -> bool:
        """Ask for one message; return False where there is nothing to tell. Rows that cannot be read harm no other."""
        try:
            if not claim.is_retry and not await self.news(claim):
                await self.nothing_new(claim)
                return False
            errand = news_of(claim.member_id, claim.attempt, is_first=is_first, may_have_arrived=claim.is_retry)
            async with self._storage.writing() as unit:
                if await self._still_held(unit, claim) is None:
                    return False
                await unit[OutboxRepository].put(errand, self._clock.now())
        except (ValueError, LookupError, OverflowError):
            log.exception("a follower’s news could not be read", extra={"job": "asking for news"})
            return False
        return True

    async def claimed(self, job: Job) -> Claim | None:
        """Return whom a job of the outbox is to tell; None where that is settled, or they were forgotten."""
        if job.errand.member_id is None:
            return None
        async with self._storage.reading() as unit:
            follower = await unit[FollowerRepository].get(job.errand.member_id)
        if follower is None or follower.attempt is None or follower.attempt.token != job.errand.subject:
            return None
        return Claim(follower.member_id, follower.attempt, is_retry=job.is_retry or is_again(job.errand))

    async def claim_due(self, limit: int = 10, *, is_first: bool | None = None) -> list[Claim]:
        """Return followers who are due, at most `limit`; an empty list when nobody is.

        `is_first` takes those who never had a message, or only those who had one, since Discord wants few new private
        channels at once.
        """
        while True:
            async with self._storage.writing() as unit:
                now = self._clock.now()
                due = await unit[FollowerRepository].claim(now, now + LEASE, limit, is_first=is_first)
                begun = [await self._begin_or_leave(unit, follower) for follower in due]
            claims = [claim for claim in begun if claim is not None]
            if claims or not due:
                return claims

    async def renewed(self, claim: Claim) -> Claim | None:
        """Return a claim of which nothing has arrived, for today: with a new token where it waited into another day.

        None where there is nothing to tell any more, or another process has told it.
        """
        async with self._storage.writing() as unit:
            follower = await self._still_held(unit, claim)
            if follower is None:
                return None
            schedule = await schedule_of(unit, await unit[FollowRepository].of(claim.member_id))
            if schedule is not None and schedule.today(self._clock.now()) == claim.attempt.on:
                return claim
            return await self._begin(unit, replace(follower, attempt=None))

    async def news(self, claim: Claim) -> tuple[PageNews, ...]:
        """Return what is new to a follower; nothing where they were forgotten, or told by another process meanwhile."""
        async with self._storage.reading() as unit:
            follower = await unit[FollowerRepository].get(claim.member_id)
            if follower is None or follower.attempt != claim.attempt:
                return ()
            follows = await unit[FollowRepository].of(claim.member_id)
            return await find_news(unit, self._pages, follower, follows, claim.attempt.until, self._clock.now())

    async def sent(self, claim: Claim) -> None:
        """Record that the message arrived."""
        async with self._storage.writing() as unit:
            if follower := await self._still_held(unit, claim):
                await unit[FollowRepository].told(claim.member_id, claim.attempt.until)
                done = follower.done(claim.attempt, sent_at=self._clock.now())
                await replan(unit, done, release=True)

    async def nothing_new(self, claim: Claim) -> None:
        """Record that there was nothing to send today."""
        async with self._storage.writing() as unit:
            if follower := await self._still_held(unit, claim):
                await replan(unit, follower.done(claim.attempt), release=True)

    async def refused(self, claim: Claim) -> None:
        """Record that the member takes no messages: none is tried again before they ask."""
        async with self._storage.writing() as unit:
            if follower := await self._still_held(unit, claim):
                closed = replace(follower.done(claim.attempt), dm_closed_at=self._clock.now())
                await replan(unit, closed, release=True)

    async def left(self, member_id: int, guild_id: int) -> None:
        """Delete what a member followed in a server that they have left."""
        async with self._storage.writing() as unit:
            if follower := await unit[FollowerRepository].locked(member_id):
                await unit[FollowRepository].leave(member_id, guild_id)
                await replan(unit, follower)

    async def clear_stopped(self, limit: int = 200) -> int:
        """Delete what was stopped a day ago, and followers who follow nothing; return how many."""
        async with self._storage.writing() as unit:
            return await unit[FollowRepository].clear(self._clock.now() - KEPT_FOR_UNDO, limit)

    async def _begin_or_leave(self, unit: UnitOfWork, follower: Follower) -> Claim | None:
        """Begin an attempt; a follower whose rows cannot be read keeps no other waiting, and comes again later."""
        try:
            return await self._begin(unit, follower)
        except (ValueError, LookupError, OverflowError):
            log.exception("a follower’s rows could not be read", extra={"job": "asking for news"})
            return None

    async def _begin(self, unit: UnitOfWork, follower: Follower) -> Claim | None:
        """Begin an attempt for a claimed follower, or go on with an earlier one; None where it is not time."""
        if follower.attempt is not None:
            return Claim(follower.member_id, follower.attempt, is_retry=True)
        schedule = await schedule_of(unit, await unit[FollowRepository].of(follower.member_id))
        if schedule is None or schedule.due_after(follower.last_on) > self._clock.now():
            await unit[FollowerRepository].save(
                follower.planned(schedule), release=True
            )  # the server's hour has changed
            return None
        attempt = self._attempt(schedule)
        await unit[FollowerRepository].save(replace(follower, attempt=attempt))
        return Claim(follower.member_id, attempt, is_retry=False)

    def _attempt(self, schedule: Schedule) -> Attempt:
        now = self._clock.now()
        return Attempt(secrets.token_urlsafe(_TOKEN_BYTES), schedule.today(now), now - SETTLING)

    @staticmethod
    async def _still_held(unit: UnitOfWork, claim: Claim) -> Follower | None:
        """Return the follower, locked, while the claim's attempt is still theirs."""
        follower = await unit[FollowerRepository].locked(claim.member_id)
        return follower if follower is not None and follower.attempt == claim.attempt else None
