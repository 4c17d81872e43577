"""Engines for the two databases: SQLite with one writer and read-only readers, or PostgreSQL."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, NullPool

from bot.kit.errors import TollfreeError
from bot.kit.storage.in_use import mark_use

_BUSY_TIMEOUT_MS = 2000
"""How long a lock is waited for: less than the three seconds in which Discord wants an answer."""
_CONNECT_SECONDS = 5
_READERS = 4


class DatabaseUrlInvalid(TollfreeError):
    """Raised for a DATABASE_URL that names no database we can use."""


@dataclass(frozen=True, slots=True)
class Engines:
    """The engine that writes and the one that reads; on PostgreSQL they are one.

    `for_votes` is SQLite's for `bot.leads.storage.voting_sqlite`, which needs no asynchronous driver.
    """

    writer: AsyncEngine
    reader: AsyncEngine
    for_votes: Engine | None = None

    async def dispose(self) -> None:
        """Close all connections."""
        await self.writer.dispose()
        await self.reader.dispose()
        if self.for_votes is not None:
            self.for_votes.dispose()


def parse_database_url(text: str, name: str = "DATABASE_URL") -> URL:
    """Return the URL with our drivers; raises DatabaseUrlInvalid, which says what is invalid by its name."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise DatabaseUrlInvalid(_expected(text, name)) from error
    match url.get_backend_name():
        case "sqlite" if url.database not in {None, "", ":memory:"}:
            return url.set(drivername="sqlite+aiosqlite")
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+asyncpg")
        case _:
            raise DatabaseUrlInvalid(_expected(text, name))


def _expected(text: str, name: str) -> str:
    scheme = text.split(":", 1)[0][:20]  # never the rest: it may hold a password
    return (
        f'{name} begins with "{scheme}", which I cannot use. Write sqlite:///tollfree.db for a file, '
        "or postgresql://user:password@host/name for a server."
    )


def make_engines(url: URL, *, busy_timeout_ms: int = _BUSY_TIMEOUT_MS, marks_use: bool = True) -> Engines:
    """Return engines for a URL from parse_database_url; connects to nothing yet.

    Errors never carry parameters, which are members' ids and words. `marks_use` is for whatever serves members: see
    `bot.kit.storage.in_use`.
    """
    if url.get_backend_name() == "postgresql":
        server_settings = {"application_name": "tollfree", "lock_timeout": f"{busy_timeout_ms}ms"}
        given = {"timeout": _CONNECT_SECONDS, "server_settings": server_settings}
        engine = create_async_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=given)
        if marks_use:
            mark_use(engine)
        return Engines(engine, engine)
    writer, reader = (
        create_async_engine(url, poolclass=AsyncAdaptedQueuePool, pool_size=size, max_overflow=0, hide_parameters=True)
        for size in (1, _READERS)
    )
    for_votes = create_engine(url.set(drivername="sqlite+pysqlite"), poolclass=NullPool, hide_parameters=True)
    waiting = f"PRAGMA busy_timeout = {busy_timeout_ms}"
    _set_up_sqlite(writer.sync_engine, waiting, begin="BEGIN IMMEDIATE", query_only=False)
    _set_up_sqlite(reader.sync_engine, waiting, begin="BEGIN", query_only=True)
    _set_up_sqlite(for_votes, waiting, begin="BEGIN IMMEDIATE", query_only=False)
    return Engines(writer, reader, for_votes)


def _set_up_sqlite(engine: Engine, waiting: str, *, begin: str, query_only: bool) -> None:
    """Begin transactions ourselves, since the driver begins them late, and set what is not the default.

    Source: https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable
    """

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(waiting)
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA query_only = {int(query_only)}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)
