"""Begin what is due: servers beside each other, the jobs of one server one after another, private messages slowly."""

import asyncio
import logging
import time
from collections import defaultdict, deque
from collections.abc import Sequence

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import ROUND
from bot.outbox.model.job import LEASE, TIME_TO_DELIVER, Job, Kinds
from bot.outbox.service import Outbox, Shards
from bot.outbox.ui.deliveries import Deliveries
from bot.outbox.ui.running import carry_out, nudge

log = logging.getLogger(__name__)

_PLACES_AT_ONCE = 50
_JOBS_AT_ONCE = 50
MESSAGES_A_MINUTE = 10
"""Discord shuts out who opens many private channels at once (code 40003)."""
KNOWN_A_MINUTE = 50
"""To members who had one before: Discord allows 50 requests a second, which members' own presses need more."""
_MESSAGES = 0
"""Stands for private messages among the ids of servers."""
_KNOWN = 2
"""Stands for those in channels that are open already."""
_NOWHERE = 1
"""Stands for what is of no server."""
_MINUTE = 60.0


class Courier:
    """Knows where this process is at work; a server that is slow keeps no other waiting."""

    def __init__(self) -> None:
        self._at_work: dict[int, asyncio.Task[None]] = {}
        self._told_at: dict[int, deque[float]] = {_MESSAGES: deque(), _KNOWN: deque()}
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
            known = client.services[Deliveries].with_channels()
            await self._begin_messages(client, _MESSAGES, shards, Kinds(is_private=True, but=known))
            if known:
                await self._begin_messages(client, _KNOWN, shards, Kinds(is_private=True, only=known))

    async def finish_due(self, client: TollfreeClient) -> None:
        """Carry out all that is due, and return when it is settled."""
        await self.begin_due(client)
        while self._at_work:
            await asyncio.gather(*self._at_work.values())
            await self.begin_due(client)

    async def _begin_messages(self, client: TollfreeClient, place: int, shards: Shards | None, kinds: Kinds) -> None:
        """Claim private messages, as many as may go out now, unless the last ones are still under way."""
        left = self._messages_left(place)
        if left and place not in self._at_work:
            told = await client.services[Outbox].claim_messages(left, shards, kinds)
            self._told_at[place].extend(time.monotonic() for _ in told)
            if told:
                self._begin(client, place, told)

    def _messages_left(self, place: int) -> int:
        told_at, most = self._told_at[place], KNOWN_A_MINUTE if place == _KNOWN else MESSAGES_A_MINUTE
        while told_at and time.monotonic() - told_at[0] > _MINUTE:
            told_at.popleft()
        return max(0, most - len(told_at))

    def _begin(self, client: TollfreeClient, place: int, jobs: Sequence[Job]) -> None:
        if place in self._at_work:  # only where ids of servers were forged
            return
        self._at_work[place] = asyncio.create_task(self._work(client, place, jobs), name=ROUND)

    async def _work(self, client: TollfreeClient, place: int, jobs: Sequence[Job]) -> None:
        """Carry out jobs in order; those that have to wait are given back."""
        outbox, is_private = client.services[Outbox], place in {_MESSAGES, _KNOWN}
        until = time.monotonic() + (LEASE - TIME_TO_DELIVER).total_seconds()
        try:
            for job in jobs:
                if time.monotonic() > until or client.stopping or (is_private and await outbox.messages_are_paused()):
                    await outbox.give_back(job)
                else:
                    await carry_out(client, job)
        except Exception:  # a place that fails stops no other; its leases end by themselves
            log.exception("the outbox failed at a place", extra={"job": "delivering"})
        finally:
            del self._at_work[place]
        nudge(client)  # more may have come for this place meanwhile


async def deliver_due(client: TollfreeClient) -> None:
    """Carry out all that is due now."""
    await client.services[Courier].finish_due(client)
