"""The leads, and an index for every way to look for them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.kit.storage.columns import UtcDateTime, WhenForgotten, lead_that_may_go, member_id, metadata, new_id, one_of
from bot.leads.model.lead import LeadKind, LeadStatus, ReportReason, Tie, Workplace
from bot.leads.model.votes import VoteKind

SHELF_RULE = (
    "(status = 'live' AND shelf = 'live') OR (status IN ('closed', 'expired') AND shelf = 'archive') "
    "OR (status IN ('pending', 'posting', 'refused', 'hidden', 'rejected') AND shelf = 'none')"
)
LINK_RULE = (
    "(link_url IS NULL) = (link_domain IS NULL) AND (link_url IS NULL) = (link_key IS NULL) "
    "AND (link_url IS NOT NULL OR (kind = 'referral' AND how_to_ask IS NOT NULL))"
)

leads = Table(
    "leads",
    metadata,
    new_id(),
    Column("guild_id", BigInteger, nullable=False),
    Column("token", String(64), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("title", String(100), nullable=False),
    Column("organisation", String(80), nullable=False),
    Column("link_url", String(2000)),
    Column("link_domain", String(255)),
    Column("link_key", String(64)),
    Column("how_to_ask", String(300)),
    Column("role_id", String(80)),
    Column("sector_id", String(80)),
    Column("location", String(80)),
    Column("workplace", String(20), nullable=False),
    Column("closes_on", Date),
    Column("pay", String(80)),
    Column("tie", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("shelf", String(10), nullable=False),
    Column("is_pseudonymous", Boolean, nullable=False),
    member_id("poster_id", when_forgotten=WhenForgotten.UNLINKED),
    Column("poster_name", String(100)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("posted_at", UtcDateTime),
    Column("life_from", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("renewal_asked_at", UtcDateTime),
    Column("unsealed_at", UtcDateTime),
    Column("upvotes", Integer, nullable=False),
    Column("worked", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("closures", Integer, nullable=False),
    Column("rank", BigInteger, nullable=False),
    Column("card_channel_id", BigInteger, index=True),
    Column("card_message_id", BigInteger, index=True),
    Column("queue_channel_id", BigInteger, index=True),
    Column("queue_message_id", BigInteger, index=True),
    Column("home_channel_id", BigInteger),
    Column("review_reasons", String(200), nullable=False),
    Column("review_note", String(500)),
    one_of("kind", LeadKind),
    one_of("workplace", Workplace),
    one_of("tie", Tie),
    one_of("status", LeadStatus),
    CheckConstraint(SHELF_RULE, name="shelf"),
    CheckConstraint(LINK_RULE, name="link"),
    CheckConstraint("upvotes >= 0 AND worked >= 0 AND reports >= 0 AND closures >= 0", name="counters"),
    CheckConstraint("NOT is_pseudonymous OR poster_name IS NULL", name="pseudonymous"),
    CheckConstraint("poster_id IS NOT NULL OR poster_name IS NULL", name="poster_left"),
    CheckConstraint("posted_at IS NOT NULL OR status IN ('pending', 'posting', 'refused', 'rejected')", name="posted"),
    CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name="closed"),
    CheckConstraint("(card_channel_id IS NULL) = (card_message_id IS NULL)", name="card"),
    CheckConstraint("(queue_channel_id IS NULL) = (queue_message_id IS NULL)", name="queue_card"),
    sqlite_autoincrement=True,  # an old button must never meet another lead under its number
)

SORTED_BY = {"rank": leads.c.rank, "posted_at": leads.c.posted_at, "expires_at": leads.c.expires_at}
NARROWED_BY = (None, leads.c.kind, leads.c.role_id, leads.c.sector_id)

for _name, _column in SORTED_BY.items():
    for _narrow in NARROWED_BY:
        _facet = () if _narrow is None else (_narrow,)
        _label = "all" if _narrow is None else _narrow.name
        Index(f"ix_leads_{_label}_by_{_name}", leads.c.guild_id, leads.c.shelf, *_facet, _column, leads.c.id)

Index("uq_leads_live_link", leads.c.guild_id, leads.c.link_key, unique=True, sqlite_where=text("shelf = 'live'"))
# The migration makes the same for PostgreSQL; naming it here would import its dialect, 2 MB, for a file as well.
Index("ix_leads_link", leads.c.guild_id, leads.c.link_key)
Index("ix_leads_poster", leads.c.poster_id, leads.c.guild_id, leads.c.id)
Index("ix_leads_queue", leads.c.guild_id, leads.c.status, leads.c.id)
Index("ix_leads_ending", leads.c.status, leads.c.expires_at)


blocks = Table(
    "blocks",
    metadata,
    new_id(),
    Column("guild_id", BigInteger, nullable=False),
    Column("domain", String(255)),
    Column("poster_key", LargeBinary),
    lead_that_may_go(),
    member_id("moderator_id", when_forgotten=WhenForgotten.UNLINKED, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    CheckConstraint("(domain IS NULL) <> (poster_key IS NULL)", name="domain_or_poster"),
    UniqueConstraint("guild_id", "domain"),
    UniqueConstraint("guild_id", "poster_key", name="uq_blocks_poster_key"),
    sqlite_autoincrement=True,
)


def _lead_id() -> Column[int]:
    return Column("lead_id", ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True)


def _member_id() -> Column[int]:
    return member_id(when_forgotten=WhenForgotten.DELETED, primary_key=True, index=True)


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


lead_words = Table(
    "lead_words",
    metadata,
    Column("lead_id", ForeignKey("leads.id", ondelete="CASCADE"), primary_key=True),
    # compared by bytes on both databases, so that an index finds beginnings
    Column("word", String(40).with_variant(String(40, collation="C"), "postgresql"), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_lead_words_word", lead_words.c.guild_id, lead_words.c.word, lead_words.c.lead_id)
