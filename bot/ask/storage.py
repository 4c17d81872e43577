"""Repository: questions that the notes did not answer."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, String, Table, func, insert, select

from bot.ask.model import Gap, GapTopic
from bot.kit.storage.columns import UtcDateTime, metadata, new_id
from bot.kit.storage.transactions import Repository

gaps = Table(
    "gaps",
    metadata,
    new_id(),
    Column("guild_id", BigInteger),
    Column("page_id", String(60), nullable=False),
    Column("question", String(500)),
    Column("filed_at", UtcDateTime, nullable=False),
    Index("ix_gaps_filed_at", "filed_at"),
)


class GapRepository(Repository):
    """Questions that the notes did not answer; nothing says who asked."""

    async def add(self, gap: Gap, guild_id: int | None) -> None:
        """Add a gap."""
        row = {"guild_id": guild_id, "page_id": gap.page_id, "question": gap.question, "filed_at": gap.filed_at}
        await self._connection.execute(insert(gaps).values(**row))

    async def since(self, moment: datetime, limit: int) -> list[Gap]:
        """Return the newest gaps since a moment."""
        query = (
            select(gaps.c.page_id, gaps.c.question, gaps.c.filed_at)
            .where(gaps.c.filed_at >= moment)
            .order_by(gaps.c.filed_at.desc(), gaps.c.id.desc())
            .limit(limit)
        )
        return [Gap(row.page_id, row.question, row.filed_at) for row in await self._connection.execute(query)]

    async def topics(self, guild_id: int, since: datetime, limit: int) -> list[GapTopic]:
        """Return the pages that came nearest to a server's questions since a moment, the most frequent first."""
        times = func.count().label("times")
        query = (
            select(gaps.c.page_id, times)
            .where(gaps.c.guild_id == guild_id, gaps.c.filed_at > since)
            .group_by(gaps.c.page_id)
            .order_by(times.desc(), gaps.c.page_id)
            .limit(limit)
        )
        return [GapTopic(row.page_id, row.times) for row in await self._connection.execute(query)]
