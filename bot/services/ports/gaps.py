"""What the curators' queue needs of storage."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.domain.gaps import Gap


class Gaps(Protocol):
    """Questions that the notes did not answer; nothing says who asked."""

    async def add(self, gap: Gap, guild_id: int | None) -> None:
        """Add a gap."""
        ...

    async def since(self, moment: datetime, limit: int) -> list[Gap]:
        """Return the newest gaps since a moment."""
        ...


class GapUnit(Protocol):
    """A transaction over gaps."""

    @property
    def gaps(self) -> Gaps:
        """Return the gaps."""
        ...


class GapStorage(Protocol):
    """Opens transactions over gaps."""

    def reading(self) -> AbstractAsyncContextManager[GapUnit]:
        """Open a transaction that may not write."""
        ...

    def writing(self) -> AbstractAsyncContextManager[GapUnit]:
        """Open a transaction that may write; it commits on leaving."""
        ...
