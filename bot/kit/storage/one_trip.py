"""SQLAlchemy on aiosqlite with one trip to the connection's thread for a statement, in place of four.

Its own cursor is made, runs the statement, reads the rows and is closed in a trip each, and every trip wakes a thread
and then the event loop: most of what a short statement takes. Rows are all read at once in both, so nothing is lost.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.util.concurrency import await_


class _Ran(NamedTuple):
    """What a cursor told before it was closed in its thread."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    rows: Sequence[Any] = ()
    arraysize: int = 1

    def close(self) -> None:
        """Do nothing: it is closed already."""


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()
    _awaitable_cursor_close = False

    def _make_new_cursor(self, _connection: Any) -> Any:
        return _Ran()

    def _aenter_cursor(self, cursor: Any) -> Any:
        return cursor

    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        await self._ran(sqlite3.Cursor.execute, operation, () if parameters is None else parameters)

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:
        await self._ran(sqlite3.Cursor.executemany, operation, seq_of_parameters)

    async def _ran(self, run: Callable[..., Any], statement: str, parameters: Any) -> None:
        driver: Any = self._connection
        async with self._adapt_connection._execute_mutex:
            ran = await driver._execute(_run, driver._conn, run, statement, parameters)
        self._cursor, self._rows = ran, deque(ran.rows)


def _run(connection: sqlite3.Connection, run: Callable[..., Any], statement: str, parameters: Any) -> _Ran:
    cursor = connection.cursor()
    try:
        run(cursor, statement, parameters)
        rows = cursor.fetchall() if cursor.description else ()
        return _Ran(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
    finally:
        cursor.close()


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = _Cursor

    def executescript(self, script: str) -> None:
        """Run statements that tell nothing, in one trip."""
        await_(self._connection.executescript(script))


class OneTrip(AsyncAdapt_aiosqlite_dbapi):
    """The module for `create_async_engine(..., module=OneTrip())`."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *arguments: Any, **options: Any) -> AsyncAdapt_aiosqlite_connection:
        """Connect as aiosqlite does, and give a connection with our cursors."""
        return _Connection(self, super().connect(*arguments, **options)._connection)
