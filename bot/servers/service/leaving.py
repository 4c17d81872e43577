"""Servers that removed the bot: their data are kept for a while, should they come back, and then deleted."""

import logging
from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import timedelta

from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage
from bot.servers.storage.leaving import LeavingRepository

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the data of a server are kept that has removed the bot."""

    kept: timedelta = timedelta(days=30)


class LeavingService:
    """Notes which servers are gone, and forgets them in time."""

    def __init__(self, storage: Storage, clock: Clock, retention: Retention) -> None:
        self._storage = storage
        self._clock = clock
        self._retention = retention

    @property
    def kept(self) -> timedelta:
        """Return how long the data of a server are kept that has removed the bot."""
        return self._retention.kept

    async def compare(self, present: Set[int], serves: Callable[[int], bool]) -> None:
        """Note which servers are gone, and which are back; `serves` says whose servers this process knows."""
        async with self._storage.reading() as unit:
            known = {guild_id for guild_id in await unit[LeavingRepository].known() if serves(guild_id)}
            noted = set(await unit[LeavingRepository].removed())
        gone, back = known - present - noted, noted & present
        if not gone and not back:
            return
        now = self._clock.now()
        async with self._storage.writing() as unit:
            await unit[LeavingRepository].note_back(back)
            for guild_id in gone:
                await unit[LeavingRepository].note_removed(guild_id, now)
        log.info("%d servers have removed the bot, %d are back", len(gone), len(back))

    async def forget_due(self) -> int:
        """Delete what is kept of the servers whose time is over; return how many servers."""
        before = self._clock.now() - self._retention.kept
        async with self._storage.reading() as unit:
            due = await unit[LeavingRepository].removed(before)
        for guild_id in due:
            await self.forget(guild_id)
        if due:
            log.info("what was kept of %d servers is deleted: they removed the bot long enough ago", len(due))
        return len(due)

    async def forget(self, guild_id: int) -> dict[str, int]:
        """Delete everything that is kept of a server; return how many rows of which tables."""
        async with self._storage.writing() as unit:
            return await unit[LeavingRepository].delete(guild_id)
