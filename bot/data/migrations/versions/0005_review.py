"""Keep blocks, the audit log, wishes to unseal, and notices."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply this revision."""
    _make_blocks()
    _make_audit_log()
    _make_unseal_wishes()
    _make_lead_notices()


def downgrade() -> None:
    """Take this revision back."""
    op.drop_table("lead_notices")
    op.drop_table("unseal_wishes")
    op.drop_table("audit_log")
    op.drop_table("blocks")


def _make_blocks() -> None:
    op.create_table(
        "blocks",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("domain", sa.String(length=255), nullable=True),
        sa.Column("poster_key", sa.LargeBinary(), nullable=True),
        sa.Column("lead_id", _ID, nullable=True),
        sa.Column("moderator_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(domain IS NULL) <> (poster_key IS NULL)", name=op.f("ck_blocks_domain_or_poster")),
        sa.ForeignKeyConstraint(["lead_id"], ["leads.id"], name=op.f("fk_blocks_lead_id_leads"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
        sa.UniqueConstraint("guild_id", "domain", name=op.f("uq_blocks_guild_id_domain")),
        sa.UniqueConstraint("guild_id", "poster_key", name="uq_blocks_poster_key"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_blocks_lead_id"), "blocks", ["lead_id"])
    op.create_index(op.f("ix_blocks_moderator_id"), "blocks", ["moderator_id"])


def _make_audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", _ID, autoincrement=True, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("moderator_id", sa.BigInteger(), nullable=True),
        sa.Column("lead_id", _ID, nullable=True),
        sa.Column("detail", sa.String(length=500), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "act IN ('approved', 'rejected', 'reopened', 'blocked_domain', 'blocked_poster', "
            "'unblocked', 'asked_to_unseal', 'unsealed', 'settings_changed')",
            name=op.f("ck_audit_log_act"),
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_audit_log_lead_id_leads"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_log_guild", "audit_log", ["guild_id", "id"])
    op.create_index(op.f("ix_audit_log_lead_id"), "audit_log", ["lead_id"])
    op.create_index(op.f("ix_audit_log_moderator_id"), "audit_log", ["moderator_id"])


def _make_unseal_wishes() -> None:
    op.create_table(
        "unseal_wishes",
        sa.Column("lead_id", _ID, nullable=False),
        sa.Column("moderator_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["leads.id"], name=op.f("fk_unseal_wishes_lead_id_leads"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lead_id", "moderator_id", name=op.f("pk_unseal_wishes")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_unseal_wishes_moderator_id"), "unseal_wishes", ["moderator_id"])


def _make_lead_notices() -> None:
    op.create_table(
        "lead_notices",
        sa.Column("lead_id", _ID, nullable=False),
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
