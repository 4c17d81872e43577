"""Count presses of vote buttons in a SQLite file, with as little as possible between us and SQLite.

A press is the one thing that many members do in the same minute. SQLAlchemy takes three times as long over it as
SQLite, so it only says what the statements are, once, and how its types stand in a row.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Engine, bindparam
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import OperationalError

from bot.domain.leads import Lead
from bot.domain.votes import Press
from bot.services.ports.voting import Outcome, VoteRule
from bot.storage.lead_rows import lead_of
from bot.storage.tables import lead_votes, leads
from bot.storage.voting import FOUND, RECOUNT, TAKE_BACK, LeadFound, cast_votes, counters_of, key_of

_DIALECT = sqlite.dialect(paramstyle="named")


def _sql(statement: Any) -> str:
    return str(statement.compile(dialect=_DIALECT))


_FIND = _sql(FOUND.where(leads.c.id == bindparam("lead")))
_PUT = _sql(sqlite.insert(lead_votes).on_conflict_do_nothing())
_TAKE_BACK = _sql(TAKE_BACK)
_RECOUNT = _sql(RECOUNT)


def _readers() -> list[tuple[str, Callable[[Any], Any] | None]]:
    """Return the name of each column that is found, and how its value is read where SQLite has no such type."""
    columns = FOUND.selected_columns.items()
    return [(name, column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)) for name, column in columns]


_READERS = _readers()
_MOMENT = lead_votes.c.voted_at.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def cast_in_file(engine: Engine, presses: Sequence[Press], rule: VoteRule, at: datetime) -> list[Outcome]:
    """Count presses in a transaction of their own; raises OperationalError, and then nothing is stored."""
    try:
        # closing gives it back to the pool, which rolls back what was not committed
        with closing(engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            outcomes = cast_votes(_FileBallots(cursor), presses, rule, at)
            connection.commit()
    except sqlite3.Error as error:
        raise OperationalError("counting votes", None, error) from error
    return outcomes


class _FileBallots:
    """Implements Ballots; a lock is not needed, since a transaction that writes is alone in SQLite."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def locked(self, lead_ids: Sequence[int]) -> dict[int, LeadFound]:
        """Return the leads."""
        found = {}
        for lead_id in lead_ids:
            row = self._cursor.execute(_FIND, {"lead": lead_id}).fetchone()
            if row is not None:
                found[lead_id] = _found(row)
        return found

    def toggled(self, press: Press, at: datetime) -> bool:
        """Put a vote, or take it back."""
        assert _MOMENT is not None, "SQLite has no type for moments"
        if self._cursor.execute(_PUT, {**key_of(press), "voted_at": _MOMENT(at)}).rowcount:
            return True
        self._cursor.execute(_TAKE_BACK, key_of(press))
        return False

    def recount(self, lead: Lead) -> None:
        """Write the counters."""
        self._cursor.execute(_RECOUNT, counters_of(lead))


def _found(row: Sequence[Any]) -> LeadFound:
    values = {name: value if read is None else read(value) for (name, read), value in zip(_READERS, row, strict=True)}
    named: Any = SimpleNamespace(**values)
    return lead_of(named), timedelta(seconds=named.minimum_membership_seconds or 0)
