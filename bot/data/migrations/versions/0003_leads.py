"""Keep leads, and the words to find them by."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply this revision."""
    op.create_table("leads", *_what_is_said(), *_what_became_of_it(), *_rules(), sqlite_autoincrement=True)
    op.create_index("ix_leads_all_by_expires_at", "leads", ["guild_id", "shelf", "expires_at", "id"])
    op.create_index("ix_leads_all_by_posted_at", "leads", ["guild_id", "shelf", "posted_at", "id"])
    op.create_index("ix_leads_all_by_rank", "leads", ["guild_id", "shelf", "rank", "id"])
    op.create_index(op.f("ix_leads_card_channel_id"), "leads", ["card_channel_id"])
    op.create_index(op.f("ix_leads_card_message_id"), "leads", ["card_message_id"])
    op.create_index("ix_leads_ending", "leads", ["status", "expires_at"])
    op.create_index("ix_leads_kind_by_expires_at", "leads", ["guild_id", "shelf", "kind", "expires_at", "id"])
    op.create_index("ix_leads_kind_by_posted_at", "leads", ["guild_id", "shelf", "kind", "posted_at", "id"])
    op.create_index("ix_leads_kind_by_rank", "leads", ["guild_id", "shelf", "kind", "rank", "id"])
    op.create_index("ix_leads_link", "leads", ["guild_id", "link_key"])
    op.create_index("ix_leads_poster", "leads", ["poster_id", "guild_id", "id"])
    op.create_index("ix_leads_queue", "leads", ["guild_id", "status", "id"])
    op.create_index(op.f("ix_leads_queue_channel_id"), "leads", ["queue_channel_id"])
    op.create_index(op.f("ix_leads_queue_message_id"), "leads", ["queue_message_id"])
    op.create_index("ix_leads_role_id_by_expires_at", "leads", ["guild_id", "shelf", "role_id", "expires_at", "id"])
    op.create_index("ix_leads_role_id_by_posted_at", "leads", ["guild_id", "shelf", "role_id", "posted_at", "id"])
    op.create_index("ix_leads_role_id_by_rank", "leads", ["guild_id", "shelf", "role_id", "rank", "id"])
    op.create_index("ix_leads_sector_id_by_expires_at", "leads", ["guild_id", "shelf", "sector_id", "expires_at", "id"])
    op.create_index("ix_leads_sector_id_by_posted_at", "leads", ["guild_id", "shelf", "sector_id", "posted_at", "id"])
    op.create_index("ix_leads_sector_id_by_rank", "leads", ["guild_id", "shelf", "sector_id", "rank", "id"])
    op.create_index(
        "uq_leads_live_link",
        "leads",
        ["guild_id", "link_key"],
        unique=True,
        sqlite_where=sa.text("shelf = 'live'"),
        postgresql_where=sa.text("shelf = 'live'"),
    )
    op.create_table(
        "lead_words",
        sa.Column("lead_id", _ID, nullable=False),
        sa.Column(
            "word",
            sa.String(length=40).with_variant(sa.VARCHAR(length=40, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_lead_words_lead_id_leads"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_id", "word", name=op.f("pk_lead_words")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_lead_words_word", "lead_words", ["guild_id", "word", "lead_id"])


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table("lead_words")
    op.drop_table("leads")


def _what_is_said() -> list[sa.Column[object]]:
    return [
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("organisation", sa.String(length=80), nullable=False),
        sa.Column("link_url", sa.String(length=2000), nullable=True),
        sa.Column("link_domain", sa.String(length=255), nullable=True),
        sa.Column("link_key", sa.String(length=64), nullable=True),
        sa.Column("how_to_ask", sa.String(length=300), nullable=True),
        sa.Column("role_id", sa.String(length=80), nullable=True),
        sa.Column("sector_id", sa.String(length=80), nullable=True),
        sa.Column("location", sa.String(length=80), nullable=True),
        sa.Column("workplace", sa.String(length=20), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("pay", sa.String(length=80), nullable=True),
        sa.Column("tie", sa.String(length=20), nullable=False),
    ]


def _what_became_of_it() -> list[sa.Column[object]]:
    return [
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("shelf", sa.String(length=10), nullable=False),
        sa.Column("is_pseudonymous", sa.Boolean(), nullable=False),
        sa.Column("poster_id", sa.BigInteger(), nullable=True),
        sa.Column("poster_name", sa.String(length=100), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("life_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("renewal_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unsealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("upvotes", sa.Integer(), nullable=False),
        sa.Column("worked", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("closures", sa.Integer(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("card_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("card_message_id", sa.BigInteger(), nullable=True),
        sa.Column("queue_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("queue_message_id", sa.BigInteger(), nullable=True),
        sa.Column("review_reasons", sa.String(length=200), nullable=False),
        sa.Column("review_note", sa.String(length=500), nullable=True),
    ]


def _rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "(link_url IS NULL) = (link_domain IS NULL) AND (link_url IS NULL) = (link_key IS NULL) "
            "AND (link_url IS NOT NULL OR (kind = 'referral' AND how_to_ask IS NOT NULL))",
            name=op.f("ck_leads_link"),
        ),
        sa.CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_leads_closed")),
        sa.CheckConstraint(
            "(status = 'live' AND shelf = 'live') OR (status IN ('closed', 'expired') AND shelf = 'archive') "
            "OR (status IN ('pending', 'hidden', 'rejected') AND shelf = 'none')",
            name=op.f("ck_leads_shelf"),
        ),
        sa.CheckConstraint(
            "kind IN ('job', 'referral', 'contract', 'fellowship', 'free_resource')", name=op.f("ck_leads_kind")
        ),
        sa.CheckConstraint("posted_at IS NOT NULL OR status IN ('pending', 'rejected')", name=op.f("ck_leads_posted")),
        sa.CheckConstraint(
            "status IN ('pending', 'live', 'hidden', 'closed', 'expired', 'rejected')", name=op.f("ck_leads_status")
        ),
        sa.CheckConstraint(
            "tie IN ('none', 'works_there', 'hires', 'paid', 'owns', 'other')", name=op.f("ck_leads_tie")
        ),
        sa.CheckConstraint("workplace IN ('unknown', 'on_site', 'hybrid', 'remote')", name=op.f("ck_leads_workplace")),
        sa.CheckConstraint("(card_channel_id IS NULL) = (card_message_id IS NULL)", name=op.f("ck_leads_card")),
        sa.CheckConstraint("(queue_channel_id IS NULL) = (queue_message_id IS NULL)", name=op.f("ck_leads_queue_card")),
        sa.CheckConstraint("NOT is_pseudonymous OR poster_name IS NULL", name=op.f("ck_leads_pseudonymous")),
        sa.CheckConstraint("poster_id IS NOT NULL OR poster_name IS NULL", name=op.f("ck_leads_poster_left")),
        sa.CheckConstraint(
            "upvotes >= 0 AND worked >= 0 AND reports >= 0 AND closures >= 0", name=op.f("ck_leads_counters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leads")),
        sa.UniqueConstraint("token", name=op.f("uq_leads_token")),
    ]
