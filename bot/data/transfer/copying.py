"""Copy a whole database into another, from one moment, in one transaction, and verify every row before it is kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import insert, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.data.migrating import NEWER, current_revision, is_known, newest_revision
from bot.data.tables import metadata
from bot.data.transfer.counters import carry_counters
from bot.data.transfer.errors import TransferFailed, TransferRefused
from bot.data.transfer.rows import is_empty, ordered_rows
from bot.data.transfer.verifying import verify
from bot.kit.storage.availability import reason_of
from bot.kit.storage.engines import Engines
from bot.kit.storage.in_use import take_over


@dataclass(frozen=True, slots=True)
class Copied:
    """Rows copied and verified, by table; and whether the source was written to meanwhile, where it can tell."""

    rows: dict[str, int]
    source_changed: bool


async def check_source(engines: Engines, which: str) -> None:
    """Raise TransferRefused for a database that is not ours, or not at this code's revision."""
    try:
        async with engines.reader.connect() as connection:
            revision = await current_revision(connection)
    except (SQLAlchemyError, OSError) as error:
        raise TransferRefused(f"{which} cannot be read: {reason_of(error)}.") from error
    if revision is None:
        raise TransferRefused(f"{which} holds no data of Tollfree.")
    if not is_known(revision):
        raise TransferRefused(NEWER)
    if revision != newest_revision():
        raise TransferRefused(
            f"{which} is at revision {revision}, and this version of Tollfree works with {newest_revision()}. "
            "Back it up, then run `tollfree migrate` with DATABASE_URL set to it, and try again."
        )


async def copy_data(source: Engines, target: Engines, which: str, *, replaces: bool = False) -> Copied:
    """Copy every row into a database at the same revision; with `replaces`, in place of what it has.

    Raises TransferRefused, DatabaseInUse, RowsDiffer and TransferFailed; the target then is as it was.
    """
    async with _snapshot(source) as reading:
        before = await _data_version(reading)
        async with target.writer.begin() as writing:
            await _make_room(writing, which, replaces=replaces)
            for table in metadata.sorted_tables:
                try:
                    async for rows in ordered_rows(reading, table):
                        await writing.execute(insert(table), [dict(row._mapping) for row in rows])
                except SQLAlchemyError as error:
                    raise TransferFailed(f"The table {table.name} cannot be copied: {reason_of(error)}.") from error
            await carry_counters(reading, writing)
            verified = await verify(reading, writing)
        await reading.rollback()  # ends the snapshot, so that later writes are seen
        return Copied(verified, await _data_version(reading) != before)


@asynccontextmanager
async def _snapshot(source: Engines) -> AsyncIterator[AsyncConnection]:
    """Give a connection that sees one moment, however long it reads, and holds up no writer."""
    async with source.reader.connect() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        await current_revision(connection)  # the first read is the moment
        yield connection


async def _data_version(connection: AsyncConnection) -> int:
    """Return a number that changes when others write; always 0 on PostgreSQL, which does not tell."""
    if connection.dialect.name != "sqlite":
        return 0
    return await connection.scalar(text("PRAGMA data_version")) or 0


async def _make_room(writing: AsyncConnection, which: str, *, replaces: bool) -> None:
    is_postgres = writing.dialect.name == "postgresql"
    if is_postgres:
        await take_over(writing, which)
    if await is_empty(writing):
        return
    if not replaces:
        raise TransferRefused(f"{which} has data already; nothing was changed. Give an empty database.")
    assert is_postgres, "a SQLite file is replaced as a whole"
    await writing.execute(text(f"TRUNCATE {', '.join(table.name for table in metadata.sorted_tables)}"))
