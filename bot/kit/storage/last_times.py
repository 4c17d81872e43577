"""Repository: when something last happened that belongs to no server, such as a backup."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Column, String, Table, select

from bot.kit.storage.columns import UtcDateTime, metadata
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import upsert

last_times = Table(
    "last_times",
    metadata,
    Column("what", String(20), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)


class LastTime(StrEnum):
    """What happened."""

    BACKUP = "backup"
    CHECKUP = "checkup"


class LastTimeRepository(Repository):
    """A moment for each thing."""

    async def note(self, what: LastTime, at: datetime) -> None:
        """Store that something happened now."""
        await upsert(self._connection, last_times, {"what": what, "at": at})

    async def get(self, what: LastTime) -> datetime | None:
        """Return when it last happened."""
        at: datetime | None = await self._connection.scalar(select(last_times.c.at).where(last_times.c.what == what))
        return at
