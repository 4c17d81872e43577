"""Begin what is due: servers beside each other, the jobs of one server one after another, private messages slowly."""

import asyncio
import logging
import time
from collections import defaultdict, deque
from collections.abc import Sequence

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import ROUND
from bot.outbox.model.job import LEASE, TIME_TO_DELIVER, Job
from bot.outbox.service import Outbox
from bot.outbox.ui.running import carry_out, nudge

log = logging.getLogger(__name__)

_PLACES_AT_ONCE = 50
_JOBS_AT_ONCE = 50
MESSAGES_A_MINUTE = 10
"""Discord shuts out who opens many private channels at once."""
_MESSAGES = 0
"""Stands for private messages among the ids of servers."""
_NOWHERE = 1
"""Stands for what is of no server."""
_MINUTE = 60.0


class Courier:
    """Knows where this process is at work; a server that is slow keeps no other waiting."""

    def __init__(self) -> None:
        self._at_work: dict[int, asyncio.Task[None]] = {}
        self._told_at: deque[float] = deque()
        self._looking = asyncio.Lock()

    async def begin_due(self, client: TollfreeClient) -> None:
        """Claim what is due, ours, and of a server where we are not at work; begin it, and return."""
        outbox = client.services[Outbox]
        shards = (client.shard_count, tuple(client.shards)) if client.shard_count and client.shard_ids else None
        async with self._looking:
            if len(self._at_work) < _PLACES_AT_ONCE:
                busy = tuple(self._at_work)
                jobs = await outbox.claim(_JOBS_AT_ONCE, shards, without=busy)
                by_place: dict[int, list[Job]] = defaultdict(list)
                for job in jobs:
                    by_place[job.errand.guild_id or _NOWHERE].append(job)
                for place, group in by_place.items():
                    self._begin(client, place, group)
            if (left := self._messages_left()) and _MESSAGES not in self._at_work:
                told = await outbox.claim_messages(left, shards)
                self._told_at.extend(time.monotonic() for _ in told)
                if told:
                    self._begin(client, _MESSAGES, told)

    async def finish_due(self, client: TollfreeClient) -> None:
        """Carry out all that is due, and return when it is settled."""
        await self.begin_due(client)
        while self._at_work:
            await asyncio.gather(*self._at_work.values())
            await self.begin_due(client)

    def _messages_left(self) -> int:
        while self._told_at and time.monotonic() - self._told_at[0] > _MINUTE:
            self._told_at.popleft()
        return max(0, MESSAGES_A_MINUTE - len(self._told_at))

    def _begin(self, client: TollfreeClient, place: int, jobs: Sequence[Job]) -> None:
        if place in self._at_work:  # only where ids of servers were forged
            return
        self._at_work[place] = asyncio.create_task(self._work(client, place, jobs), name=ROUND)

    async def _work(self, client: TollfreeClient, place: int, jobs: Sequence[Job]) -> None:
        """Carry out jobs in order; those whose lease would end meanwhile are given back."""
        until = time.monotonic() + (LEASE - TIME_TO_DELIVER).total_seconds()
        try:
            for job in jobs:
                if time.monotonic() < until and not client.stopping:
                    await carry_out(client, job)
                else:
                    await client.services[Outbox].give_back(job)
        except Exception:  # a place that fails stops no other; its leases end by themselves
            log.exception("the outbox failed at a place", extra={"job": "delivering"})
        finally:
            del self._at_work[place]
        nudge(client)  # more may have come for this place meanwhile


async def deliver_due(client: TollfreeClient) -> None:
    """Carry out all that is due now."""
    await client.services[Courier].finish_due(client)
