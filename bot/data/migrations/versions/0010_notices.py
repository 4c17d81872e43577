"""Keep of a notice its kind and a detail, and let the outbox tell it; a digest may be refused."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_OLD_KINDS = "'digest_paused', 'digest_quiet', 'digest_missed'"
_NEW_KINDS = f"{_OLD_KINDS}, 'digest_refused', 'leads_refused'"
_OLD_STATES = "'claimed', 'posted', 'skipped', 'missed'"
_NEW_STATES = f"{_OLD_STATES}, 'refused'"
_UNTOLD = """
INSERT INTO outbox (kind, subject, guild_id, token, state, asked, attempts, created_at, due_at, lease_until)
SELECT 'server_notice', CAST(guild_id AS VARCHAR(40)) || '/' || kind, guild_id, 'moved', 'waiting', 1, 0, raised_at,
       raised_at, raised_at
FROM server_notices WHERE told_at IS NULL
"""
_DETAILS = (
    "UPDATE server_notices SET detail = CASE kind WHEN 'digest_paused' "
    "THEN 'I could not post in its channel. Check my permissions there.' ELSE '' END"
)


def upgrade() -> None:
    """Apply this revision: what was not told yet becomes a job."""
    op.execute(_UNTOLD)
    op.execute(_DETAILS)
    _remake_notices(_NEW_KINDS, with_claims=False)
    _constrain_digests(_NEW_STATES)


def downgrade() -> None:
    """Take this revision back; what was still to be told is lost."""
    op.execute("DELETE FROM server_notices WHERE kind IN ('digest_refused', 'leads_refused')")
    op.execute("UPDATE digests SET state = 'missed' WHERE state = 'refused'")
    op.execute("DELETE FROM outbox WHERE kind = 'server_notice'")
    _remake_notices(_OLD_KINDS, with_claims=True)
    _constrain_digests(_OLD_STATES)


def _remake_notices(kinds: str, *, with_claims: bool) -> None:
    claims = [
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=False),
    ]
    op.rename_table("server_notices", "server_notices_old")
    if op.get_bind().dialect.name != "sqlite":
        for name in ("pk_server_notices", "ck_server_notices_kind"):
            op.drop_constraint(op.f(name), "server_notices_old")
    op.create_table(
        "server_notices",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.String(length=500), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        *(claims if with_claims else ()),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_server_notices_kind")),
        sa.PrimaryKeyConstraint("guild_id", "kind", name=op.f("pk_server_notices")),
        sqlite_with_rowid=False,
    )
    more, given = (", told_at, claimed_until", ", raised_at, raised_at") if with_claims else ("", "")
    op.execute(
        f"INSERT INTO server_notices (guild_id, kind, detail, raised_at{more}) "  # noqa: S608  # from constants alone
        f"SELECT guild_id, kind, detail, raised_at{given} FROM server_notices_old"
    )
    op.drop_table("server_notices_old")


def _constrain_digests(states: str) -> None:
    with op.batch_alter_table("digests", table_kwargs={"sqlite_with_rowid": False}) as digests:
        digests.drop_constraint(op.f("ck_digests_state"), type_="check")
        digests.create_check_constraint(op.f("ck_digests_state"), f"state IN ({states})")
