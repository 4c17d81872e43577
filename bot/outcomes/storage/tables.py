"""What members told, and what was published of it.

What members told is for nobody but the member themselves: it is in no export of a server. What was published is stored
as it is shown, so that no copy of these tables has a figure below the floor.
"""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Index, Integer, String, Table, Text

from bot.kit.storage.columns import FOR_THE_MEMBER_ALONE, UtcDateTime, WhenForgotten, member_id, metadata, one_of
from bot.outcomes.model.answers import CHOICES

_ANSWER = 20

outcomes = Table(
    "outcomes",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    member_id(primary_key=True, when_forgotten=WhenForgotten.DELETED),
    Column("role_id", String(80), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    *(Column(question.value, String(_ANSWER), nullable=False) for question in CHOICES),
    Column("shared_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    *(one_of(question.value, choices) for question, choices in CHOICES.items()),
    info=FOR_THE_MEMBER_ALONE,
    sqlite_with_rowid=False,
)
Index("ix_outcomes_member", outcomes.c.member_id)


def _published(name: str, *key: Column[int]) -> Table:
    """Return a table of what stands of each role; of what was withdrawn, nothing but when it was published."""
    return Table(
        name,
        metadata,
        *key,
        Column("role_id", String(80), primary_key=True),
        Column("month", Date, nullable=False),
        Column("people", Integer, nullable=False),
        Column("since", Date, nullable=False),
        Column("shown", Text, nullable=False),
        CheckConstraint("people = 0 OR people >= 5", name="floor"),
        sqlite_with_rowid=False,
    )


outcome_tables = _published("outcome_tables", Column("guild_id", BigInteger, primary_key=True, autoincrement=False))
pooled_outcome_tables = _published("pooled_outcome_tables")
"""Of all servers together that pool."""
outcome_months = Table("outcome_months", metadata, Column("month", Date, primary_key=True))
"""The months that were published; a row claims one."""
