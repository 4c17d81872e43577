"""Count how members judged answers: by page and passage, without who or what was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "answers_judged",
        sa.Column("page_id", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("page_id", "answer", name=op.f("pk_answers_judged")),
    )


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table("answers_judged")
