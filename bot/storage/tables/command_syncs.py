"""Which command definitions Discord was given last."""

from sqlalchemy import BigInteger, Column, String, Table

from bot.storage.tables.base import UtcDateTime, metadata

command_syncs = Table(
    "command_syncs",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("fingerprint", String(64), nullable=False),
    Column("synced_at", UtcDateTime, nullable=False),
)
