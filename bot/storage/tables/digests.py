"""The daily digest: what was posted on which day, when the next is due, and what moderators are to be told."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Index, Integer, String, Table

from bot.domain.digests import DigestState, Pause
from bot.domain.server_notices import ServerNoticeKind
from bot.storage.tables.base import UtcDateTime, metadata, one_of

digests = Table(
    "digests",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("local_date", Date, primary_key=True),  # at most one digest for each server and local date, by this key
    Column("state", String(10), nullable=False),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    Column("role_id", String(80)),
    Column("role_round", Integer),
    Column("myth_id", String(80)),
    Column("myth_round", Integer),
    one_of("state", DigestState),
    CheckConstraint("(state = 'claimed') = (settled_at IS NULL)", name="settled"),
    CheckConstraint("state <> 'posted' OR message_id IS NOT NULL", name="posted"),
    sqlite_with_rowid=False,
)
digest_plans = Table(
    "digest_plans",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("next_at", UtcDateTime, nullable=False),
    Column("pause", String(20)),
    CheckConstraint("pause IS NULL OR pause IN (" + ", ".join(f"'{one}'" for one in Pause) + ")", name="pause"),
)
Index("ix_digest_plans_due", digest_plans.c.pause, digest_plans.c.next_at)
server_notices = Table(
    "server_notices",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(20), primary_key=True),
    Column("detail", String(500), nullable=False),
    Column("raised_at", UtcDateTime, nullable=False),
    Column("told_at", UtcDateTime),
    Column("claimed_until", UtcDateTime, nullable=False),
    one_of("kind", ServerNoticeKind),
    sqlite_with_rowid=False,
)
page_reviews = Table(
    "page_reviews",
    metadata,
    Column("page_id", String(80), primary_key=True),
    Column("reviewed", Date, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False, index=True),
)
