"""Keep servers' settings, and the bot's own keys."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "guild_settings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("leads_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("queue_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("moderator_role_id", sa.BigInteger(), nullable=True),
        sa.Column("minimum_membership_seconds", sa.Integer(), nullable=False),
        sa.Column("report_threshold", sa.Integer(), nullable=False),
        sa.Column("reviews_newcomers", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "minimum_membership_seconds BETWEEN 0 AND 31536000", name=op.f("ck_guild_settings_minimum_membership")
        ),
        sa.CheckConstraint("report_threshold BETWEEN 1 AND 50", name=op.f("ck_guild_settings_report_threshold")),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_guild_settings")),
    )
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secrets")),
    )


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table("secrets")
    op.drop_table("guild_settings")
