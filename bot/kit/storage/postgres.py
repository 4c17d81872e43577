"""The engine for PostgreSQL: what each session is told, and which sessions are given up."""

from typing import Any

from sqlalchemy import URL, event, text
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.kit.errors import Misconfigured
from bot.kit.storage.address import to_driver
from bot.kit.storage.in_use import mark_use

_CONNECT_SECONDS = 5.0
_POOL_SECONDS = 2.0
"""How long one waits for a session where all are taken."""
_READ_ONLY = "25006"
_MIXED_UP = {"42P05", "26000"}
"""A prepared statement is there already, or is not there: it belongs to somebody else's session."""


class DatabasePooled(Misconfigured):
    """Raised where sessions are shared out anew for each transaction, and lose what belongs to a session."""

    def __init__(self) -> None:
        super().__init__(
            "DATABASE_URL leads to a connection pooler in transaction mode (such as pgbouncer), which loses the locks "
            "and prepared statements that I need. Give the address of the server itself, or a pool in session mode."
        )


def make_postgres_engine(url: URL, *, lock_timeout_ms: int, marks_use: bool) -> AsyncEngine:
    """Return the engine for a URL from parse_database_url; connects to nothing yet."""
    told = to_driver(url)
    given: dict[str, Any] = {
        "timeout": told.connect_seconds or _CONNECT_SECONDS,
        "server_settings": {"application_name": "tollfree", **told.server_settings},
    }
    if told.dsn is not None:
        given["dsn"] = told.dsn
    engine = create_async_engine(
        told.url, pool_pre_ping=True, pool_timeout=_POOL_SECONDS, hide_parameters=True, connect_args=given
    )
    _set_up_sessions(engine, lock_timeout_ms)
    _leave_what_is_read_only(engine)
    if marks_use:
        mark_use(engine)
    return engine


def _set_up_sessions(engine: AsyncEngine, lock_timeout_ms: int) -> None:
    """Limit how long locks are waited for; as a statement, since poolers refuse it as a setting of the session."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = {lock_timeout_ms}")
        cursor.close()
        connection.commit()


def _leave_what_is_read_only(engine: AsyncEngine) -> None:
    """Give all sessions up where one turns out to be read-only.

    After a switchover, they lead to a server that is a standby now; new ones find the new primary.
    """

    @event.listens_for(engine.sync_engine, "handle_error")
    def on_error(context: ExceptionContext) -> None:
        if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY:
            context.is_disconnect = True


async def _session(connection: AsyncConnection) -> int | None:
    """Return the number of the server's process that serves a connection, within a transaction."""
    number: int | None = await connection.scalar(text("SELECT pg_backend_pid()"))
    return number


async def refuse_pooler(engine: AsyncEngine) -> None:
    """Raise DatabasePooled where one session of the server serves two connections of ours.

    Two connections that are open at once have two sessions, and keep them; a pooler in transaction mode gives the one
    that is free to whoever asks next.
    """
    if engine.dialect.name != "postgresql":
        return
    from asyncpg.exceptions import PostgresError  # type: ignore[import-untyped]  # a bot on SQLite needs none of it

    try:
        async with engine.connect() as one, engine.connect() as other:
            first = await _session(one)
            await one.rollback()
            second = await _session(other)  # its transaction stays open
            if second == first or await _session(one) != first:
                raise DatabasePooled
    except (DBAPIError, PostgresError) as error:
        if _state(error) in _MIXED_UP:
            raise DatabasePooled from error
        raise


def _state(error: Exception) -> str | None:
    state: str | None = getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlstate", None)
    return state
