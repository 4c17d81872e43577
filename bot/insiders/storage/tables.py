"""Who answers questions in which role, the questions, and what was reported.

A question’s words and its answer stand between two people: exports leave them to the one who wrote them.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from bot.insiders.model.profile import HIGHEST_LIMIT, LONGEST_ABOUT, Standing, Years
from bot.insiders.model.question import LONGEST_ANSWER, LONGEST_QUESTION, QuestionState
from bot.insiders.model.report import Side
from bot.kit.storage.columns import (
    UtcDateTime,
    WhenForgotten,
    apart,
    kept_from_members,
    member_id,
    metadata,
    new_id,
    of_two,
    one_of,
)

ENDED_RULE = "(state IN ('open', 'offered')) = (closed_at IS NULL)"
TAKEN_RULE = "state NOT IN ('answered', 'talked', 'offered') OR taken_at IS NOT NULL"

insiders = Table(
    "insiders",
    metadata,
    new_id(),
    Column("guild_id", BigInteger, nullable=False),
    member_id(when_forgotten=WhenForgotten.DELETED, nullable=False),
    Column("role_id", String(80), nullable=False),
    Column("until_year", Integer),
    Column("years", String(20), nullable=False),
    Column("about", String(LONGEST_ABOUT)),
    Column("us_state", String(2)),
    Column("elsewhere_only", Boolean, nullable=False),
    Column("monthly_limit", Integer, nullable=False),
    Column("standing", String(10), nullable=False),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("prompt_at", UtcDateTime, index=True),
    Column("prompted_at", UtcDateTime),
    Column("unanswered", Integer, nullable=False),
    one_of("years", Years),
    one_of("standing", Standing),
    CheckConstraint(f"monthly_limit BETWEEN 1 AND {HIGHEST_LIMIT}", name="monthly_limit"),
    CheckConstraint("NOT elsewhere_only OR us_state IS NOT NULL", name="elsewhere"),
    UniqueConstraint("member_id", "guild_id", "role_id"),
    info=apart(),
    sqlite_autoincrement=True,  # an old button must never meet another profile under its number
)
Index("ix_insiders_queue", insiders.c.guild_id, insiders.c.role_id, insiders.c.standing)

insider_questions = Table(
    "insider_questions",
    metadata,
    new_id(),
    Column("guild_id", BigInteger, nullable=False),
    Column("role_id", String(80), nullable=False),
    member_id("asker_id", when_forgotten=WhenForgotten.UNLINKED, index=True),
    Column("text", String(LONGEST_QUESTION), info=of_two()),
    Column("us_state", String(2), info=of_two()),
    Column("elsewhere_only", Boolean, nullable=False),
    Column("state", String(10), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("take_by", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column(
        "insider_id",
        ForeignKey("insiders.id", ondelete="SET NULL"),
        index=True,
        info=kept_from_members(),
    ),
    Column("taken_at", UtcDateTime, index=True),
    Column("closed_at", UtcDateTime, index=True),
    Column("asker_shows", Boolean, nullable=False),
    Column("insider_shows", Boolean, nullable=False),
    one_of("state", QuestionState),
    CheckConstraint(ENDED_RULE, name="ended"),
    CheckConstraint(TAKEN_RULE, name="taken"),
    CheckConstraint("NOT elsewhere_only OR us_state IS NOT NULL", name="elsewhere"),
    info=apart(),
    sqlite_autoincrement=True,
)
Index(
    "ix_insider_questions_queue",
    insider_questions.c.guild_id,
    insider_questions.c.role_id,
    insider_questions.c.state,
    insider_questions.c.queued_at,
)
Index("ix_insider_questions_clock", insider_questions.c.state, insider_questions.c.ends_at)
Index("ix_insider_questions_taken", insider_questions.c.insider_id, insider_questions.c.taken_at)

insider_answers = Table(
    "insider_answers",
    metadata,
    Column(
        "question_id",
        ForeignKey("insider_questions.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        info=kept_from_members(),
    ),
    member_id(when_forgotten=WhenForgotten.DELETED, nullable=False, index=True),
    Column("text", String(LONGEST_ANSWER), nullable=False, info=of_two()),
    Column("at", UtcDateTime, nullable=False),
    info=apart(),
)
insider_passes = Table(
    "insider_passes",
    metadata,
    Column(
        "question_id",
        ForeignKey("insider_questions.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column(
        "insider_id",
        ForeignKey("insiders.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    sqlite_with_rowid=False,
)
insider_reports = Table(
    "insider_reports",
    metadata,
    new_id(),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column(
        "question_id",
        ForeignKey("insider_questions.id", ondelete="CASCADE"),
        nullable=False,
        info=kept_from_members(),
    ),
    member_id("reporter_id", when_forgotten=WhenForgotten.DELETED, nullable=False, index=True),
    member_id("reported_id", when_forgotten=WhenForgotten.DELETED, nullable=False, index=True),
    Column("reported_side", String(10), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("is_settled", Boolean, nullable=False),
    one_of("reported_side", Side),
    UniqueConstraint("question_id", "reporter_id"),
    info=apart(),
)
insider_suspensions = Table(
    "insider_suspensions",
    metadata,
    new_id(),
    Column("guild_id", BigInteger, nullable=False),
    Column("member_key", LargeBinary(32), nullable=False),
    Column("reports", Integer, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("kept_at", UtcDateTime),
    UniqueConstraint("guild_id", "member_key"),
    sqlite_autoincrement=True,
)
