"""Keep what searches came to, and what was published of it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_CHOICES = {
    "reached": "'no_reply', 'interview', 'offer', 'hired', 'gave_up'",
    "applications": "'none', '1-5', '6-20', '21-50', '51+'",
    "months": "'0-3', '4-6', '7-12', '13+'",
    "found": "'posting', 'person', 'recruiter', 'cold', 'inside', 'other'",
    "training": "'finished', 'in_training', 'without'",
    "license": "'yes', 'no'",
    "board": "'yes', 'no'",
    "part_time": "'yes', 'no'",
    "paid": "'yes', 'no'",
}


def upgrade() -> None:
    """Apply this revision."""
    op.create_table(
        "outcomes",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role_id", sa.String(length=80), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.String(length=20), nullable=False) for name in _CHOICES),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.CheckConstraint(f"{name} IN ({choices})", name=op.f(f"ck_outcomes_{name}"))
            for name, choices in _CHOICES.items()
        ),
        sa.PrimaryKeyConstraint("guild_id", "member_id", "role_id", "year", name=op.f("pk_outcomes")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_outcomes_member", "outcomes", ["member_id"])
    guild_id = sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False)
    _create_published("outcome_tables", guild_id)
    _create_published("pooled_outcome_tables")
    op.create_table(
        "outcome_months",
        sa.Column("month", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_outcome_months")),
    )
    with op.batch_alter_table("guild_settings") as table:
        table.add_column(sa.Column("pools_outcomes", sa.Boolean(), nullable=False, server_default=sa.false()))


def _create_published(name: str, *key: sa.Column[int]) -> None:
    op.create_table(
        name,
        *key,
        sa.Column("role_id", sa.String(length=80), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.CheckConstraint("people = 0 OR people >= 5", name=op.f(f"ck_{name}_floor")),
        sa.PrimaryKeyConstraint(*(column.name for column in key), "role_id", name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take this revision back."""
    with op.batch_alter_table("guild_settings") as table:
        table.drop_column("pools_outcomes")
    for name in ("outcome_months", "pooled_outcome_tables", "outcome_tables", "outcomes"):
        op.drop_table(name)
