"""Count presses of vote buttons in a SQLite file, with as little as possible between us and SQLite.

A press is the one thing that many members do in the same minute. SQLAlchemy takes three times as long over it as
SQLite, so it only says what the statements are, once, and how its types stand in a row.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Engine, PoolProxiedConnection, bindparam
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import OperationalError

from bot.kit.storage.availability import is_locked
from bot.leads.model.lead import Lead
from bot.leads.model.votes import Outcome, Press, VoteRule
from bot.leads.storage.rows import lead_of
from bot.leads.storage.tables import lead_votes, leads
from bot.leads.storage.voting import (
    FOUND,
    RECOUNT,
    TAKE_BACK,
    LeadFound,
    again_of,
    cast_votes,
    counters_of,
    key_of,
    redraw_of,
)
from bot.outbox.storage import ASKED_COLUMNS, ASKING_AGAIN, asking

_TRANSACTIONS_TO_CHECKPOINT = 200
"""After so many, what stands in the write-ahead log is put into the file: some 6 MB."""
_DIALECT = sqlite.dialect(paramstyle="named")


def _sql(statement: Any) -> str:
    return str(statement.compile(dialect=_DIALECT))


_FIND = _sql(FOUND.where(leads.c.id == bindparam("lead")))
_PUT = _sql(sqlite.insert(lead_votes).on_conflict_do_nothing())
_TAKE_BACK = _sql(TAKE_BACK)
_RECOUNT = _sql(RECOUNT)
_ASKING: Any = asking("sqlite", hurries=False)
_ASKED = _ASKING.compile(dialect=_DIALECT, column_keys=ASKED_COLUMNS)
_REDRAW, _REDRAW_CONSTANTS = str(_ASKED), dict(_ASKED.params)
_ASKED_AGAIN: Any = ASKING_AGAIN.compile(dialect=_DIALECT)
_AGAIN, _AGAIN_CONSTANTS = str(_ASKED_AGAIN), dict(_ASKED_AGAIN.params)


def _readers() -> list[tuple[str, Callable[[Any], Any] | None]]:
    """Return the name of each column that is found, and how its value is read where SQLite has no such type."""
    columns = FOUND.selected_columns.items()
    return [(name, column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)) for name, column in columns]


_READERS = _readers()
_MOMENT = lead_votes.c.voted_at.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)


class FileVotes:
    """Counts presses in a SQLite file, on a connection of its own; one batch at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: PoolProxiedConnection | None = None
        self._until_checkpoint = _TRANSACTIONS_TO_CHECKPOINT

    async def cast(self, presses: Sequence[Press], rule: VoteRule, at: datetime) -> list[Outcome]:
        """Count presses in a transaction of their own; raises OperationalError, and then nothing is stored."""
        try:
            if self._connection is None:
                self._connection = await asyncio.to_thread(self._connect)
            await self._begin(self._connection.cursor())
            return self._count(self._connection, presses, rule, at)
        except sqlite3.Error as error:
            raise OperationalError("counting votes", None, error) from error

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connect(self) -> PoolProxiedConnection:
        connection = self._engine.raw_connection()
        cursor = connection.cursor()
        (self._patience,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        cursor.execute("PRAGMA wal_autocheckpoint = 0")
        return connection

    async def _begin(self, cursor: DBAPICursor) -> None:
        """Begin; what may take long, waiting for another process and writing back the log, is done in a thread."""
        self._until_checkpoint -= 1
        if self._until_checkpoint <= 0:
            self._until_checkpoint = _TRANSACTIONS_TO_CHECKPOINT
            await asyncio.to_thread(cursor.execute, "PRAGMA wal_checkpoint(PASSIVE)")
        try:
            cursor.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not is_locked(error):
                raise
            await asyncio.to_thread(self._begin_patiently, cursor)

    def _begin_patiently(self, cursor: DBAPICursor) -> None:
        cursor.execute(f"PRAGMA busy_timeout = {self._patience}")
        try:
            cursor.execute("BEGIN IMMEDIATE")
        finally:
            cursor.execute("PRAGMA busy_timeout = 0")

    @staticmethod
    def _count(
        connection: PoolProxiedConnection, presses: Sequence[Press], rule: VoteRule, at: datetime
    ) -> list[Outcome]:
        try:
            outcomes = cast_votes(_FileBallots(connection.cursor()), presses, rule, at)
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
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
        if self._cursor.execute(_PUT, {**key_of(press), "voted_at": _moment(at)}).rowcount:
            return True
        self._cursor.execute(_TAKE_BACK, key_of(press))
        return False

    def recount(self, lead: Lead, at: datetime) -> None:
        """Write the counters, and ask for the card."""
        self._cursor.execute(_RECOUNT, counters_of(lead))
        if self._cursor.execute(_AGAIN, {**_AGAIN_CONSTANTS, **again_of(lead)}).rowcount:
            return
        asked = {name: _stored(value) for name, value in redraw_of(lead, at).items()}
        self._cursor.execute(_REDRAW, {**_REDRAW_CONSTANTS, **asked})


def _stored(value: object) -> object:
    return _moment(value) if isinstance(value, datetime) else value


@lru_cache(maxsize=16)  # a press stores the same moment twice, and every press some of the same
def _moment(value: datetime) -> object:
    assert _MOMENT is not None, "SQLite has no type for moments"
    return _MOMENT(value)


def _found(row: Sequence[Any]) -> LeadFound:
    values = {name: value if read is None else read(value) for (name, read), value in zip(_READERS, row, strict=True)}
    named: Any = SimpleNamespace(**values)
    return lead_of(named), timedelta(seconds=named.minimum_membership_seconds or 0)
