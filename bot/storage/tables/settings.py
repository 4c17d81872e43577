"""Settings of servers, and the bot's own keys."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Integer, LargeBinary, String, Table

from bot.storage.tables.base import UtcDateTime, metadata

guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("leads_channel_id", BigInteger),
    Column("queue_channel_id", BigInteger),
    Column("moderator_role_id", BigInteger),
    Column("minimum_membership_seconds", Integer, nullable=False),
    Column("report_threshold", Integer, nullable=False),
    Column("reviews_newcomers", Boolean, nullable=False),
    Column("digest_channel_id", BigInteger),
    Column("time_zone", String(64), nullable=False, server_default="America/New_York"),
    Column("digest_minute", Integer, nullable=False, server_default="480"),
    Column("changed_at", UtcDateTime, nullable=False),
    CheckConstraint("minimum_membership_seconds BETWEEN 0 AND 31536000", name="minimum_membership"),
    CheckConstraint("report_threshold BETWEEN 1 AND 50", name="report_threshold"),
    CheckConstraint("digest_minute BETWEEN 0 AND 1439", name="digest_minute"),
)
secrets = Table(
    "secrets",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
