"""Keep who wants no message that they did not ask for."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "quiet_members",
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_quiet_members")),
    )


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table("quiet_members")
