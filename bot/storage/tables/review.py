"""Blocks, the audit log, wishes to unseal, and what is still to be told."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from bot.domain.notices import NoticeKind
from bot.domain.review import Act
from bot.storage.tables.base import UtcDateTime, metadata, new_id, one_of


def _lead_that_may_go() -> Column[int]:
    return Column("lead_id", ForeignKey("leads.id", ondelete="SET NULL"), index=True)


blocks = Table(
    "blocks",
    metadata,
    new_id(),
    Column("guild_id", BigInteger, nullable=False),
    Column("domain", String(255)),
    Column("poster_key", LargeBinary),
    _lead_that_may_go(),
    Column("moderator_id", BigInteger, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    CheckConstraint("(domain IS NULL) <> (poster_key IS NULL)", name="domain_or_poster"),
    UniqueConstraint("guild_id", "domain"),
    UniqueConstraint("guild_id", "poster_key", name="uq_blocks_poster_key"),
    sqlite_autoincrement=True,
)
audit_log = Table(
    "audit_log",
    metadata,
    new_id(),
    Column("guild_id", BigInteger, nullable=False),
    Column("act", String(20), nullable=False),
    Column("moderator_id", BigInteger, index=True),
    _lead_that_may_go(),
    Column("detail", String(500)),
    Column("at", UtcDateTime, nullable=False),
    one_of("act", Act),
    sqlite_autoincrement=True,
)
Index("ix_audit_log_guild", audit_log.c.guild_id, audit_log.c.id)
unseal_wishes = Table(
    "unseal_wishes",
    metadata,
    Column("lead_id", ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True),
    Column("moderator_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("wished_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)
lead_notices = Table(
    "lead_notices",
    metadata,
    Column("lead_id", ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("reason", String(500)),
    Column("claimed_until", UtcDateTime, nullable=False),
    one_of("kind", NoticeKind),
    sqlite_with_rowid=False,
)
Index("ix_lead_notices_due", lead_notices.c.kind, lead_notices.c.claimed_until)
