"""Let servers say how many leads a member may share in a day."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    with op.batch_alter_table("guild_settings") as table:
        table.add_column(sa.Column("leads_a_day", sa.Integer(), nullable=False, server_default="10"))
        table.create_check_constraint(op.f("ck_guild_settings_leads_a_day"), "leads_a_day BETWEEN 1 AND 100")


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("guild_settings") as table:
        table.drop_constraint(op.f("ck_guild_settings_leads_a_day"), type_="check")
        table.drop_column("leads_a_day")
