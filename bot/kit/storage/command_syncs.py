"""Repository: which command definitions Discord was given last."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, String, Table, select

from bot.kit.storage.columns import UtcDateTime, metadata
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import upsert

command_syncs = Table(
    "command_syncs",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("fingerprint", String(64), nullable=False),
    Column("synced_at", UtcDateTime, nullable=False),
)


class CommandSyncRepository(Repository):
    """Which command definitions Discord was given last."""

    async def fingerprint(self, application_id: int) -> str | None:
        """Return the fingerprint that was recorded last, or None."""
        query = select(command_syncs.c.fingerprint).where(command_syncs.c.application_id == application_id)
        fingerprint: str | None = await self._connection.scalar(query)
        return fingerprint

    async def record(self, application_id: int, fingerprint: str, at: datetime) -> None:
        """Record a fingerprint in place of an earlier one."""
        row = {"application_id": application_id, "fingerprint": fingerprint, "synced_at": at}
        await upsert(self._connection, command_syncs, row)
