"""Keep digests, when they are due, what moderators are to be told, and when pages were reviewed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    with op.batch_alter_table("guild_settings") as table:
        table.add_column(sa.Column("digest_channel_id", sa.BigInteger(), nullable=True))
        table.add_column(
            sa.Column("time_zone", sa.String(length=64), nullable=False, server_default="America/New_York")
        )
        table.add_column(sa.Column("digest_minute", sa.Integer(), nullable=False, server_default="480"))
        table.create_check_constraint(op.f("ck_guild_settings_digest_minute"), "digest_minute BETWEEN 0 AND 1439")
    _make_digests()
    _make_plans_and_notices()


def downgrade() -> None:
    """Take this revision back."""
    for name in ("page_reviews", "server_notices", "digest_plans", "digests"):
        op.drop_table(name)
    with op.batch_alter_table("guild_settings") as table:
        table.drop_constraint(op.f("ck_guild_settings_digest_minute"), type_="check")
        for name in ("digest_minute", "time_zone", "digest_channel_id"):
            table.drop_column(name)


def _make_digests() -> None:
    op.create_table(
        "digests",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("role_id", sa.String(length=80), nullable=True),
        sa.Column("role_round", sa.Integer(), nullable=True),
        sa.Column("myth_id", sa.String(length=80), nullable=True),
        sa.Column("myth_round", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('claimed', 'posted', 'skipped', 'missed')", name=op.f("ck_digests_state")),
        sa.CheckConstraint("(state = 'claimed') = (settled_at IS NULL)", name=op.f("ck_digests_settled")),
        sa.CheckConstraint("state <> 'posted' OR message_id IS NOT NULL", name=op.f("ck_digests_posted")),
        sa.PrimaryKeyConstraint("guild_id", "local_date", name=op.f("pk_digests")),
        sqlite_with_rowid=False,
    )


def _make_plans_and_notices() -> None:
    op.create_table(
        "digest_plans",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pause", sa.String(length=20), nullable=True),
        sa.CheckConstraint("pause IS NULL OR pause IN ('moderator', 'channel')", name=op.f("ck_digest_plans_pause")),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_digest_plans")),
    )
    op.create_index("ix_digest_plans_due", "digest_plans", ["pause", "next_at"])
    op.create_table(
        "server_notices",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.String(length=500), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('digest_paused', 'digest_quiet', 'digest_missed')", name=op.f("ck_server_notices_kind")
        ),
        sa.PrimaryKeyConstraint("guild_id", "kind", name=op.f("pk_server_notices")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "page_reviews",
        sa.Column("page_id", sa.String(length=80), nullable=False),
        sa.Column("reviewed", sa.Date(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_page_reviews")),
    )
    op.create_index(op.f("ix_page_reviews_seen_at"), "page_reviews", ["seen_at"])
