"""Keep votes, reports and closures."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "lead_votes",
        sa.Column("lead_id", _ID, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("voted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('up', 'worked')", name=op.f("ck_lead_votes_kind")),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_lead_votes_lead_id_leads"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_id", "member_id", "kind", name=op.f("pk_lead_votes")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_lead_votes_member_id"), "lead_votes", ["member_id"])
    op.create_table(
        "lead_reports",
        sa.Column("lead_id", _ID, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reason IN ('costs_money', 'gone', 'misleading', 'spam', 'other')", name=op.f("ck_lead_reports_reason")
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_lead_reports_lead_id_leads"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_id", "member_id", name=op.f("pk_lead_reports")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_lead_reports_member_id"), "lead_reports", ["member_id"])
    op.create_table(
        "lead_closures",
        sa.Column("lead_id", _ID, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_lead_closures_lead_id_leads"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_id", "member_id", name=op.f("pk_lead_closures")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_lead_closures_member_id"), "lead_closures", ["member_id"])


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table("lead_closures")
    op.drop_table("lead_reports")
    op.drop_table("lead_votes")
