"""The words of leads, to search by the beginning of a word, the same way on both databases."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table
from sqlalchemy.dialects.postgresql import VARCHAR

from bot.storage.tables.base import metadata

lead_words = Table(
    "lead_words",
    metadata,
    Column("lead_id", ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True),
    # compared by bytes on both databases, so that an index finds beginnings
    Column("word", String(40).with_variant(VARCHAR(40, collation="C"), "postgresql"), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_lead_words_word", lead_words.c.guild_id, lead_words.c.word, lead_words.c.lead_id)
