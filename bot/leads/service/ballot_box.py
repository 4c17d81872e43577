"""Votes that arrive together are committed together.

A transaction costs many times more than a vote in it, so presses that come in while one is under way wait, and go into
the next one as a whole. Nobody is answered before their vote is committed.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.kit.clock import Clock
from bot.kit.deadline import nobody_waits, seconds_left
from bot.kit.errors import StorageUnavailable
from bot.leads.model.lead import Lead
from bot.leads.model.votes import Press, VoteResult
from bot.leads.service.rules import votable
from bot.leads.storage.vote_counter import VoteCounter

MOST_TOGETHER = 100


@dataclass(slots=True)
class _Waiting:
    press: Press
    answer: "asyncio.Future[VoteResult]"
    is_counted: bool = False
    """Whether a transaction that may be committed has it."""


class BallotBox:
    """Collects presses, and counts them in as few transactions as possible, in the order in which they came."""

    def __init__(self, counter: VoteCounter, clock: Clock) -> None:
        self._counter = counter
        self._clock = clock
        self._waiting: list[_Waiting] = []
        self._emptying: asyncio.Task[None] | None = None

    async def cast(self, press: Press) -> VoteResult:
        """Count a press; raises LeadNotFound, NotLive, OwnLead, TooNewHere, and what the database raises.

        A press that cannot be counted in time is dropped and raises StorageUnavailable.
        """
        waiting = _Waiting(press, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._emptying is None:  # the task ends with the last press; it belongs to none of those who wait
            self._emptying = asyncio.create_task(self._empty(), name="counting votes")
        try:
            await asyncio.wait({waiting.answer}, timeout=max(0.0, seconds_left()))
        finally:  # also where whoever pressed is not waited for any more
            is_dropped = waiting.answer.cancel()
        if is_dropped:
            raise StorageUnavailable("the vote waited too long", writing=True, is_certain=not waiting.is_counted)
        return await waiting.answer

    async def _empty(self) -> None:
        nobody_waits()
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
                await self._count([one for one in batch if not one.answer.done()])
        finally:
            self._emptying = None

    async def _count(self, batch: Sequence[_Waiting]) -> None:
        now = self._clock.now()
        of_press = {id(one.press): one for one in batch}

        def rule(press: Press, lead: Lead | None, needed_membership: timedelta) -> Lead:
            """Decide inside the transaction, when its lock is held: who has been told “not stored” is not counted."""
            one = of_press[id(press)]
            if one.answer.done():
                raise StorageUnavailable("the vote waited too long", writing=True)
            one.is_counted = True
            return votable(press, lead, needed_membership, now)

        try:
            outcomes = await self._counter.cast([one.press for one in batch], rule, now) if batch else []
        except BaseException as error:
            _fail(batch, error)
            if not isinstance(error, Exception):
                raise
            return
        for one, outcome in zip(batch, outcomes, strict=True):
            if one.answer.done():
                continue  # whoever pressed has stopped waiting
            if isinstance(outcome, Exception):
                one.answer.set_exception(outcome)
            else:
                one.answer.set_result(outcome)


def _fail(batch: Sequence[_Waiting], error: BaseException) -> None:
    """Tell all who wait for a transaction that it failed."""
    for one in batch:
        if isinstance(error, asyncio.CancelledError):
            one.answer.cancel()
        elif not one.answer.done():
            one.answer.set_exception(error)
