"""What capabilities do before a member is forgotten, in the same transaction."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.kit.storage.transactions import UnitOfWork

BeforeForgetting = Callable[[UnitOfWork, int, datetime], Awaitable[None]]
"""Takes the transaction, the member's id and the moment."""


class Forgetting:
    """Lets capabilities close what a member has open, beside what the columns of their tables say."""

    def __init__(self) -> None:
        self._first: list[BeforeForgetting] = []

    def add(self, first: BeforeForgetting) -> None:
        """Do this too before the rows of a member go."""
        self._first.append(first)

    async def prepare(self, unit: UnitOfWork, member_id: int, now: datetime) -> None:
        """Do all of it."""
        for first in self._first:
            await first(unit, member_id, now)
