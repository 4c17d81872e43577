"""Repository: when each page was first seen reviewed as it is now."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Column, Date, String, Table, select

from bot.kit.storage.columns import UtcDateTime, metadata
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import upsert_all

page_reviews = Table(
    "page_reviews",
    metadata,
    Column("page_id", String(80), primary_key=True),
    Column("reviewed", Date, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False, index=True),
)


class PageReviewRepository(Repository):
    """When this bot first saw each page reviewed as it is now."""

    async def known(self) -> dict[str, date]:
        """Return the date of review by page, as last seen."""
        rows = await self._connection.execute(select(page_reviews.c.page_id, page_reviews.c.reviewed))
        return {row.page_id: row.reviewed for row in rows}

    async def put(self, reviewed: Mapping[str, date], seen_at: datetime) -> None:
        """Store dates of review that are new, at least one."""
        rows = [{"page_id": page_id, "reviewed": day, "seen_at": seen_at} for page_id, day in reviewed.items()]
        await upsert_all(self._connection, page_reviews, rows)

    async def seen_since(self, moment: datetime) -> list[str]:
        """Return the pages whose review was first seen after a moment, newest first."""
        query = (
            select(page_reviews.c.page_id)
            .where(page_reviews.c.seen_at > moment)
            .order_by(page_reviews.c.seen_at.desc(), page_reviews.c.page_id)
        )
        return list(await self._connection.scalars(query))
