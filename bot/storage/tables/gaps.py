"""Questions that the notes did not answer; nothing says who asked."""

from sqlalchemy import BigInteger, Column, Index, String, Table

from bot.storage.tables.base import UtcDateTime, metadata, new_id

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
