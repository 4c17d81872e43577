"""Which moderators asked to unseal which lead."""

from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Table,
    func,
    select,
)

from bot.kit.storage.columns import UtcDateTime, WhenForgotten, member_id, metadata
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new

unseal_wishes = Table(
    "unseal_wishes",
    metadata,
    Column("lead_id", ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True),
    member_id("moderator_id", when_forgotten=WhenForgotten.DELETED, primary_key=True, index=True),
    Column("wished_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)


class UnsealingRepository(Repository):
    """Which moderators asked to unseal which lead."""

    async def add(self, lead_id: int, moderator_id: int, at: datetime) -> int:
        """Record a moderator's wish, once each; return how many different ones there are."""
        row = {"lead_id": lead_id, "moderator_id": moderator_id, "wished_at": at}
        await insert_new(self._connection, unseal_wishes, row)
        query = select(func.count()).where(unseal_wishes.c.lead_id == lead_id)
        return await self._connection.scalar(query) or 0
