"""One process at a time migrates; others wait for it and then find nothing to do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

MIGRATION_WAIT = timedelta(minutes=2)
"""How long another process's migration is waited for; a table of a million rows is rebuilt in seconds."""
_MIGRATING = 7_605_173_002  # see in_use.py for the other
_TABLE_LOCK_WAIT = "20s"  # longer than any transaction of a bot that still runs
_STATEMENT_LIMIT = "30min"


@asynccontextmanager
async def migration_lock(engine: AsyncEngine, waits: timedelta = MIGRATION_WAIT) -> AsyncIterator[AsyncConnection]:
    """Give a connection in a transaction that no other migration runs beside; it commits on leaving."""
    async with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            async with _sqlite_lock(connection, waits):
                yield connection
        else:
            async with connection.begin():
                await _lock_postgres(connection, waits)
                yield connection


async def _lock_postgres(connection: AsyncConnection, waits: timedelta) -> None:
    """Wait for the advisory lock, which ends with the transaction, however it ends."""
    await connection.execute(text(f"SET LOCAL lock_timeout = '{waits / timedelta(milliseconds=1):.0f}ms'"))
    await connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
    await connection.execute(text(f"SET LOCAL lock_timeout = '{_TABLE_LOCK_WAIT}'"))
    await connection.execute(text(f"SET LOCAL statement_timeout = '{_STATEMENT_LIMIT}'"))


@asynccontextmanager
async def _sqlite_lock(connection: AsyncConnection, waits: timedelta) -> AsyncIterator[None]:
    """Begin with a longer wait, and without foreign keys, which can be switched off only outside a transaction.

    A batch operation makes the table anew and drops the old one; with foreign keys on, that would delete the rows of
    other tables that point at it. They are checked before the end instead.
    Source: https://www.sqlite.org/lang_altertable.html#otheralter
    """
    driver: Any = (await connection.get_raw_connection()).driver_connection
    before = [
        (await (await driver.execute(f"PRAGMA {name}")).fetchone())[0] for name in ("busy_timeout", "foreign_keys")
    ]
    await driver.execute(f"PRAGMA busy_timeout = {waits / timedelta(milliseconds=1):.0f}")
    await driver.execute("PRAGMA foreign_keys = OFF")
    try:
        async with connection.begin():
            yield
            broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).fetchall()
            if broken:
                raise RuntimeError(f"the migration left rows of {broken[0][0]} that point at nothing")
    finally:
        await driver.execute(f"PRAGMA busy_timeout = {before[0]}")
        await driver.execute(f"PRAGMA foreign_keys = {before[1]}")
