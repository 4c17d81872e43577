"""Find the followers of a server without looking through all."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    op.create_index(op.f("ix_follows_guild_id"), "follows", ["guild_id"])


def downgrade() -> None:
    """Take this revision back."""
    op.drop_index(op.f("ix_follows_guild_id"), table_name="follows")
