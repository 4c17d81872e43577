"""Votes that arrive together are committed together.

A transaction costs many times more than a vote in it, so presses that come in while one is under way wait, and go into
the next one as a whole. Nobody is answered before their vote is committed.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from bot.kit.clock import Clock
from bot.leads.model.lead import Lead
from bot.leads.model.votes import Press, VoteResult
from bot.leads.service.rules import votable
from bot.leads.storage.vote_counter import VoteCounter

MOST_TOGETHER = 100
_Waiting = tuple[Press, "asyncio.Future[VoteResult]"]


class BallotBox:
    """Collects presses, and counts them in as few transactions as possible, in the order in which they came."""

    def __init__(self, counter: VoteCounter, clock: Clock) -> None:
        self._counter = counter
        self._clock = clock
        self._waiting: list[_Waiting] = []
        self._emptying: asyncio.Task[None] | None = None

    async def cast(self, press: Press) -> VoteResult:
        """Count a press; raises LeadNotFound, NotLive, OwnLead, TooNewHere, and what the database raises."""
        answer: asyncio.Future[VoteResult] = asyncio.get_running_loop().create_future()
        self._waiting.append((press, answer))
        if self._emptying is None:  # the task ends with the last press; it belongs to none of those who wait
            self._emptying = asyncio.create_task(self._empty(), name="counting votes")
        return await answer

    async def _empty(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
                await self._count(batch)
        finally:
            self._emptying = None

    async def _count(self, batch: Sequence[_Waiting]) -> None:
        now = self._clock.now()

        def rule(press: Press, lead: Lead | None, needed_membership: timedelta) -> Lead:
            return votable(press, lead, needed_membership, now)

        try:
            outcomes = await self._counter.cast([press for press, _ in batch], rule, now)
        except BaseException as error:
            _fail(batch, error)
            if not isinstance(error, Exception):
                raise
            return
        for (_, answer), outcome in zip(batch, outcomes, strict=True):
            if answer.done():
                continue  # whoever pressed has stopped waiting
            if isinstance(outcome, Exception):
                answer.set_exception(outcome)
            else:
                answer.set_result(outcome)


def _fail(batch: Sequence[_Waiting], error: BaseException) -> None:
    """Tell all who wait for a transaction that it failed."""
    for _, answer in batch:
        if isinstance(error, asyncio.CancelledError):
            answer.cancel()
        elif not answer.done():
            answer.set_exception(error)
