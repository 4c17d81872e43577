"""Tell a database that is away, locked or full from a mistake of ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.kit.errors import StorageUnavailable

_SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
# classes 08 connection, 40 rolled back, 53 out of disk, memory or connections, 57 shut down or canceled, 58 input and
# output; lock not to be had; a standby. Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES_AWAY = ("08", "40", "53", "57", "58", "55P03", "25006")


def connecting_failed() -> tuple[type[Exception], ...]:
    """Return what drivers raise where no connection is to be had.

    asyncpg's own errors come through SQLAlchemy as they are; it is imported when something failed, since a bot on
    SQLite needs none of it.
    """
    from asyncpg.exceptions import InterfaceError, PostgresError  # type: ignore[import-untyped]

    return SQLAlchemyError, sqlite3.Error, PostgresError, InterfaceError, OSError


@contextmanager
def plain_unavailability(*, writing: bool) -> Iterator[None]:
    """Raise StorageUnavailable in place of a driver's error that says the database is away."""
    try:
        yield
    except (DBAPIError, PoolTimeoutError) as error:
        if not is_away(error, writing=writing):
            raise
        raise StorageUnavailable(reason_of(error), writing=writing) from error


def is_away(error: SQLAlchemyError, *, writing: bool) -> bool:
    """Return whether the database is away, locked or full, which waiting or an operator mends."""
    if isinstance(error, PoolTimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the rest tells which kind of the same error
        # a reader that writes is our mistake; a writer that may not has a disk that became read-only
        return code in _SQLITE_AWAY or (writing and code == sqlite3.SQLITE_READONLY)
    state = getattr(cause, "sqlstate", None)
    return error.connection_invalidated or (isinstance(state, str) and state.startswith(_POSTGRES_AWAY))


def is_locked(error: Exception) -> bool:
    """Return whether somebody else held a lock for longer than we wait."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return getattr(cause, "sqlstate", None) == "55P03"


def may_pass(error: Exception) -> bool:
    """Return whether waiting may mend it: no server answers, or one that starts, stops or is full; a disk is full."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _SQLITE_AWAY - {sqlite3.SQLITE_CANTOPEN}
    state = getattr(cause, "sqlstate", None)
    if isinstance(state, str):
        return state.startswith(("08", "53", "57P"))
    return isinstance(cause, OSError)  # TimeoutError is one


def reason_of(error: BaseException) -> str:
    """Return what a driver said, in one line without statement and parameters: those hold what members typed."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(error, PoolTimeoutError):
        return "all connections are taken"
    lines = str(cause).strip().splitlines()  # PostgreSQL's second line is the detail, with values
    said = lines[0].rpartition(">: ")[2] if lines else ""
    return said or type(cause).__name__
