"""Engines for the two databases: SQLite with one writer and read-only readers, or PostgreSQL."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, NullPool

from bot.kit.storage.address import DatabaseUrlInvalid, parse_database_url
from bot.kit.storage.one_trip import OneTrip
from bot.kit.storage.postgres import make_postgres_engine

__all__ = ["DatabaseUrlInvalid", "Engines", "make_engines", "parse_database_url"]

BUSY_SECONDS = 2.0
"""How long a lock is waited for: less than the three seconds in which Discord wants an answer."""
_READERS = 4


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


def make_engines(url: URL, *, busy_timeout_ms: int = int(BUSY_SECONDS * 1000), marks_use: bool = True) -> Engines:
    """Return engines for a URL from parse_database_url; connects to nothing yet.

    Errors never carry parameters, which are members' ids and words. `marks_use` is for whatever serves members: see
    `bot.kit.storage.in_use`.
    """
    if url.get_backend_name() == "postgresql":
        engine = make_postgres_engine(url, lock_timeout_ms=busy_timeout_ms, marks_use=marks_use)
        return Engines(engine, engine)
    writer, reader = (
        create_async_engine(
            url,
            module=OneTrip(),
            poolclass=AsyncAdaptedQueuePool,
            pool_size=size,
            max_overflow=0,
            pool_timeout=busy_timeout_ms / 1000,
            hide_parameters=True,
        )
        for size in (1, _READERS)
    )
    for_votes = create_engine(url.set(drivername="sqlite+pysqlite"), poolclass=NullPool, hide_parameters=True)
    waiting = f"busy_timeout = {busy_timeout_ms}"
    _set_up_sqlite(writer.sync_engine, waiting, begin="BEGIN IMMEDIATE", query_only=False)
    _set_up_sqlite(reader.sync_engine, waiting, begin="BEGIN", query_only=True)
    _set_up_sqlite(for_votes, waiting, begin="BEGIN IMMEDIATE", query_only=False)
    return Engines(writer, reader, for_votes)


def _set_up_sqlite(engine: Engine, waiting: str, *, begin: str, query_only: bool) -> None:
    """Begin transactions ourselves, since the driver begins them late, and set what is not the default.

    Source: https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable
    """
    settings = "; ".join(
        f"PRAGMA {setting}"
        for setting in (
            waiting,
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            f"query_only = {int(query_only)}",
        )
    )

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.executescript(settings)

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)
