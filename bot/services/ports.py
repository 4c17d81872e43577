"""What services need of storage."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol


class CommandSyncs(Protocol):
    """Which command definitions Discord was given last."""

    async def fingerprint(self, application_id: int) -> str | None:
        """Return the fingerprint that was recorded last, or None."""
        ...

    async def record(self, application_id: int, fingerprint: str, at: datetime) -> None:
        """Record a fingerprint in place of an earlier one."""
        ...


class UnitOfWork(Protocol):
    """One transaction."""

    @property
    def command_syncs(self) -> CommandSyncs:
        """Return the record of command definitions."""
        ...


class Storage(Protocol):
    """Opens transactions; leaving one by an exception rolls it back."""

    def reading(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a transaction that may not write."""
        ...

    def writing(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a transaction that may write; it commits on leaving."""
        ...
