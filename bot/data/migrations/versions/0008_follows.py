"""Keep what members follow, and how far their messages got."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ATTEMPT = "(attempt_token IS NULL) = (attempt_on IS NULL) AND (attempt_token IS NULL) = (attempt_until IS NULL)"


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "followers",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempt_token", sa.String(length=25), nullable=True),
        sa.Column("attempt_on", sa.Date(), nullable=True),
        sa.Column("attempt_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dm_closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(_ATTEMPT, name=op.f("ck_followers_attempt")),
        sa.CheckConstraint("dm_closed_at IS NULL OR next_at IS NULL", name=op.f("ck_followers_closed")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_followers")),
    )
    op.create_index(op.f("ix_followers_next_at"), "followers", ["next_at"])
    op.create_table(
        "follows",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("page_id", sa.String(length=80), nullable=False),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("news_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["followers.member_id"], name=op.f("fk_follows_member_id_followers"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("member_id", "guild_id", "page_id", name=op.f("pk_follows")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_follows_stopped_at"), "follows", ["stopped_at"])


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table("follows")
    op.drop_table("followers")
