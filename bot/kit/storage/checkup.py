"""Ask the database for what it is there for: to store something, and to find it again."""

from dataclasses import dataclass
from datetime import datetime

from bot.kit.deadline import within
from bot.kit.storage.last_times import LastTime, LastTimeRepository
from bot.kit.storage.transactions import Storage


@dataclass(frozen=True, slots=True)
class Answer:
    """What the database answered."""

    last_backup: datetime | None


class DatabaseCheckup:
    """Writes one row over and over; a disk that is full, or a server that became read-only, shows by nothing less."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def examine(self, now: datetime, seconds: float) -> Answer:
        """Write and read in so many seconds; raises StorageUnavailable, and what else a driver raises."""
        with within(seconds):
            async with self._storage.writing() as unit:
                await unit[LastTimeRepository].note(LastTime.CHECKUP, now)
                return Answer(await unit[LastTimeRepository].get(LastTime.BACKUP))
