"""What moderators are to be told: claimed in the database, so that any number of processes tell it once."""

from datetime import timedelta

from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage
from bot.servers.model.notices import ServerNotice
from bot.servers.storage.notices import ServerNoticeRepository

_LEASE = timedelta(minutes=2)


class ServerNoticeService:
    """Gives out what is not told yet."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def waiting(self, limit: int = 50) -> list[ServerNotice]:
        """Return notices to tell; `claim` each before telling it."""
        async with self._storage.reading() as unit:
            return await unit[ServerNoticeRepository].waiting(self._clock.now(), limit)

    async def claim(self, notice: ServerNotice) -> bool:
        """Take a notice for oneself; one that was not told comes again after two minutes."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            return await unit[ServerNoticeRepository].claim(notice, now, now + _LEASE)

    async def told(self, notice: ServerNotice) -> None:
        """Record that a notice was told, or that nobody can be."""
        async with self._storage.writing() as unit:
            await unit[ServerNoticeRepository].told(notice, self._clock.now())
