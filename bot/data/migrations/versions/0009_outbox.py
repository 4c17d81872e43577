"""Keep what is to be put on Discord as jobs; a lead waits for its card before it is live."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_SHELF = (
    "(status = 'live' AND shelf = 'live') OR (status IN ('closed', 'expired') AND shelf = 'archive') "
    "OR (status IN ({hidden}) AND shelf = 'none')"
)
_OLD_HIDDEN = "'pending', 'hidden', 'rejected'"
_NEW_HIDDEN = "'pending', 'posting', 'refused', 'hidden', 'rejected'"
_OLD_STATUS = "'pending', 'live', 'hidden', 'closed', 'expired', 'rejected'"
_NEW_STATUS = "'pending', 'posting', 'refused', 'live', 'hidden', 'closed', 'expired', 'rejected'"
_OLD_POSTED = "'pending', 'rejected'"
_NEW_POSTED = "'pending', 'posting', 'refused', 'rejected'"
_MOVED = """
INSERT INTO outbox (kind, subject, guild_id, member_id, detail, token, state, asked, attempts, created_at, due_at,
                    lease_until)
SELECT 'lead_' || lead_notices.kind, CAST(leads.id AS VARCHAR(100)), leads.guild_id, leads.poster_id,
       lead_notices.reason, 'moved', 'waiting', 1, 0, leads.life_from, leads.life_from, leads.life_from
FROM lead_notices JOIN leads ON leads.id = lead_notices.lead_id
WHERE lead_notices.kind <> 'expired' AND leads.poster_id IS NOT NULL
"""


def upgrade() -> None:
    """Apply this revision: notices that were not told yet become jobs."""
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("detail", sa.String(length=4000), nullable=True),
        sa.Column("token", sa.String(length=25), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.String(length=500), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'done', 'given_up')", name=op.f("ck_outbox_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_outbox_kind_subject")),
    )
    op.create_index(op.f("ix_outbox_member_id"), "outbox", ["member_id"])
    op.create_index("ix_outbox_due", "outbox", ["state", "due_at"])
    op.create_index("ix_outbox_guild", "outbox", ["guild_id"])
    op.create_table(
        "outbox_pauses",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_outbox_pauses")),
    )
    op.execute(_MOVED)
    op.drop_index("ix_lead_notices_due", "lead_notices")
    op.drop_table("lead_notices")
    op.add_column("leads", sa.Column("home_channel_id", sa.BigInteger(), nullable=True))
    _constrain(_NEW_STATUS, _NEW_HIDDEN, _NEW_POSTED)


def downgrade() -> None:
    """Take this revision back; what was still to be put on Discord is lost."""
    op.execute("UPDATE leads SET status = 'pending' WHERE status IN ('posting', 'refused')")
    _constrain(_OLD_STATUS, _OLD_HIDDEN, _OLD_POSTED)
    with op.batch_alter_table("leads") as leads:
        leads.drop_column("home_channel_id")
    op.create_table(
        "lead_notices",
        sa.Column("lead_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('expired', 'renewal', 'approved', 'rejected', 'unsealed')", name=op.f("ck_lead_notices_kind")
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_lead_notices_lead_id_leads"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_id", "kind", name=op.f("pk_lead_notices")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_lead_notices_due", "lead_notices", ["kind", "claimed_until"])
    op.drop_table("outbox_pauses")
    op.drop_table("outbox")


def _constrain(status: str, hidden: str, posted: str) -> None:
    """Change the rules of leads; SQLite makes the table anew, which must not forget how far its numbers got."""
    last = _last_number()
    with op.batch_alter_table("leads", table_kwargs={"sqlite_autoincrement": True}) as leads:
        for name, rule in (
            ("status", f"status IN ({status})"),
            ("shelf", _SHELF.format(hidden=hidden)),
            ("posted", f"posted_at IS NOT NULL OR status IN ({posted})"),
        ):
            leads.drop_constraint(op.f(f"ck_leads_{name}"), type_="check")
            leads.create_check_constraint(op.f(f"ck_leads_{name}"), rule)
    if last is not None:
        op.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT 'leads', 0 WHERE NOT EXISTS (SELECT 1 FROM "
            "sqlite_sequence WHERE name = 'leads')"
        )
        op.execute(
            sa.text("UPDATE sqlite_sequence SET seq = max(seq, :last) WHERE name = 'leads'").bindparams(last=last)
        )


def _last_number() -> int | None:
    """Return the highest number that SQLite gave a lead, deleted ones too; None on PostgreSQL."""
    if op.get_bind().dialect.name != "sqlite":
        return None
    last: int | None = op.get_bind().scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'leads'"))
    return last
