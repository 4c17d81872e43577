"""Moderators hear that their queue channel is shut to the bot."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_OLD_NOTICES = "'digest_paused', 'digest_quiet', 'digest_missed', 'digest_refused', 'leads_refused', 'insider_paused'"
_NEW_NOTICES = f"{_OLD_NOTICES}, 'queue_shut'"


def upgrade() -> None:
    """Apply this revision."""
    _constrain_notices(_NEW_NOTICES)


def downgrade() -> None:
    """Take this revision back."""
    op.execute("DELETE FROM server_notices WHERE kind = 'queue_shut'")
    _constrain_notices(_OLD_NOTICES)


def _constrain_notices(kinds: str) -> None:
    with op.batch_alter_table("server_notices", table_kwargs={"sqlite_with_rowid": False}) as notices:
        notices.drop_constraint(op.f("ck_server_notices_kind"), type_="check")
        notices.create_check_constraint(op.f("ck_server_notices_kind"), f"kind IN ({kinds})")
