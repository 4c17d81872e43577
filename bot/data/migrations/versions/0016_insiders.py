"""Keep who answers questions in which role, the questions, and what was reported; moderators hear of a pause."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_OLD_NOTICES = "'digest_paused', 'digest_quiet', 'digest_missed', 'digest_refused', 'leads_refused'"
_NEW_NOTICES = f"{_OLD_NOTICES}, 'insider_paused'"
_STATES = "'open', 'offered', 'answered', 'talked', 'expired', 'withdrawn', 'closed'"
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Apply this revision."""
    _make_insiders()
    _make_questions()
    _make_answers()
    _make_reports()
    _constrain_notices(_NEW_NOTICES)


def downgrade() -> None:
    """Take this revision back."""
    op.execute("DELETE FROM server_notices WHERE kind = 'insider_paused'")
    op.execute("DELETE FROM outbox WHERE kind LIKE 'insider_%'")
    _constrain_notices(_OLD_NOTICES)
    names = ("insider_suspensions", "insider_reports", "insider_passes", "insider_answers", "insider_questions")
    for name in (*names, "insiders"):
        op.drop_table(name)


def _make_insiders() -> None:
    op.create_table(
        "insiders",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("role_id", sa.String(length=80), nullable=False),
        sa.Column("until_year", sa.Integer(), nullable=True),
        sa.Column("years", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=True),
        sa.Column("us_state", sa.String(length=2), nullable=True),
        sa.Column("elsewhere_only", sa.Boolean(), nullable=False),
        sa.Column("monthly_limit", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=10), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("prompt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("prompted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "years IN ('under_two', 'two_to_five', 'six_to_ten', 'over_ten')", name=op.f("ck_insiders_years")
        ),
        sa.CheckConstraint("standing IN ('active', 'paused', 'silent', 'reported')", name=op.f("ck_insiders_standing")),
        sa.CheckConstraint("monthly_limit BETWEEN 1 AND 10", name=op.f("ck_insiders_monthly_limit")),
        sa.CheckConstraint("NOT elsewhere_only OR us_state IS NOT NULL", name=op.f("ck_insiders_elsewhere")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insiders")),
        sa.UniqueConstraint("member_id", "guild_id", "role_id", name=op.f("uq_insiders_member_id_guild_id_role_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_insiders_prompt_at"), "insiders", ["prompt_at"])
    op.create_index("ix_insiders_queue", "insiders", ["guild_id", "role_id", "standing"])


def _make_questions() -> None:
    op.create_table(
        "insider_questions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("role_id", sa.String(length=80), nullable=False),
        sa.Column("asker_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.String(length=600), nullable=True),
        sa.Column("us_state", sa.String(length=2), nullable=True),
        sa.Column("elsewhere_only", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in _MOMENTS),
        sa.Column("insider_id", _ID, nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asker_shows", sa.Boolean(), nullable=False),
        sa.Column("insider_shows", sa.Boolean(), nullable=False),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_insider_questions_state")),
        sa.CheckConstraint(
            "(state IN ('open', 'offered')) = (closed_at IS NULL)", name=op.f("ck_insider_questions_ended")
        ),
        sa.CheckConstraint(
            "state NOT IN ('answered', 'talked', 'offered') OR taken_at IS NOT NULL",
            name=op.f("ck_insider_questions_taken"),
        ),
        sa.CheckConstraint("NOT elsewhere_only OR us_state IS NOT NULL", name=op.f("ck_insider_questions_elsewhere")),
        sa.ForeignKeyConstraint(
            ["insider_id"], ["insiders.id"], name=op.f("fk_insider_questions_insider_id_insiders"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insider_questions")),
        sqlite_autoincrement=True,
    )
    for name in ("asker_id", "insider_id", "taken_at", "closed_at"):
        op.create_index(op.f(f"ix_insider_questions_{name}"), "insider_questions", [name])
    queue = ["guild_id", "role_id", "state", "queued_at"]
    op.create_index("ix_insider_questions_queue", "insider_questions", queue)
    op.create_index("ix_insider_questions_clock", "insider_questions", ["state", "ends_at"])
    op.create_index("ix_insider_questions_taken", "insider_questions", ["insider_id", "taken_at"])


_MOMENTS = ("asked_at", "queued_at", "take_by", "ends_at")


def _make_answers() -> None:
    op.create_table(
        "insider_answers",
        sa.Column("question_id", _ID, autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(length=1200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _of_question("insider_answers"),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_insider_answers")),
    )
    op.create_index(op.f("ix_insider_answers_member_id"), "insider_answers", ["member_id"])
    op.create_table(
        "insider_passes",
        sa.Column("question_id", _ID, autoincrement=False, nullable=False),
        sa.Column("insider_id", _ID, autoincrement=False, nullable=False),
        _of_question("insider_passes"),
        sa.ForeignKeyConstraint(
            ["insider_id"], ["insiders.id"], name=op.f("fk_insider_passes_insider_id_insiders"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("question_id", "insider_id", name=op.f("pk_insider_passes")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_insider_passes_insider_id"), "insider_passes", ["insider_id"])


def _make_reports() -> None:
    op.create_table(
        "insider_reports",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("question_id", _ID, nullable=False),
        sa.Column("reporter_id", sa.BigInteger(), nullable=False),
        sa.Column("reported_id", sa.BigInteger(), nullable=False),
        sa.Column("reported_side", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.CheckConstraint("reported_side IN ('asker', 'insider')", name=op.f("ck_insider_reports_reported_side")),
        _of_question("insider_reports"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insider_reports")),
        sa.UniqueConstraint("question_id", "reporter_id", name=op.f("uq_insider_reports_question_id_reporter_id")),
    )
    for name in ("guild_id", "reporter_id", "reported_id"):
        op.create_index(op.f(f"ix_insider_reports_{name}"), "insider_reports", [name])
    op.create_table(
        "insider_suspensions",
        sa.Column("id", _ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("member_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insider_suspensions")),
        sa.UniqueConstraint("guild_id", "member_key", name=op.f("uq_insider_suspensions_guild_id_member_key")),
        sqlite_autoincrement=True,
    )


def _of_question(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_question_id_insider_questions")
    return sa.ForeignKeyConstraint(["question_id"], ["insider_questions.id"], name=name, ondelete="CASCADE")


def _constrain_notices(kinds: str) -> None:
    with op.batch_alter_table("server_notices", table_kwargs={"sqlite_with_rowid": False}) as notices:
        notices.drop_constraint(op.f("ck_server_notices_kind"), type_="check")
        notices.create_check_constraint(op.f("ck_server_notices_kind"), f"kind IN ({kinds})")
