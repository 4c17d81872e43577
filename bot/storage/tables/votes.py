"""What members say of leads: one row a member and lead, held by the primary key."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, String, Table

from bot.domain.review import ReportReason
from bot.domain.votes import VoteKind
from bot.storage.tables.base import UtcDateTime, metadata, one_of


def _lead_id() -> Column[int]:
    return Column("lead_id", ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True)


def _member_id() -> Column[int]:
    return Column("member_id", BigInteger, primary_key=True, autoincrement=False, index=True)


lead_votes = Table(
    "lead_votes",
    metadata,
    _lead_id(),
    _member_id(),
    Column("kind", String(10), primary_key=True),
    Column("voted_at", UtcDateTime, nullable=False),
    one_of("kind", VoteKind),
    sqlite_with_rowid=False,
)
lead_reports = Table(
    "lead_reports",
    metadata,
    _lead_id(),
    _member_id(),
    Column("reason", String(20), nullable=False),
    Column("is_settled", Boolean, nullable=False),
    Column("reported_at", UtcDateTime, nullable=False),
    one_of("reason", ReportReason),
    sqlite_with_rowid=False,
)
lead_closures = Table(
    "lead_closures",
    metadata,
    _lead_id(),
    _member_id(),
    Column("closed_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)
