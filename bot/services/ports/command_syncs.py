"""What command sync needs of storage."""

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


class CommandSyncUnit(Protocol):
    """A transaction over the record of command definitions."""

    @property
    def command_syncs(self) -> CommandSyncs:
        """Return the record of command definitions."""
        ...
