"""What every storage keeps to, on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from bot.kit.storage.command_syncs import CommandSyncRepository, command_syncs
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BIG_ID = 1_400_000_000_000_000_000


async def test_a_fingerprint_is_unknown_until_it_is_recorded(storage: Storage) -> None:
    async with storage.reading() as unit:
        assert await unit[CommandSyncRepository].fingerprint(BIG_ID) is None
    async with storage.writing() as unit:
        await unit[CommandSyncRepository].record(BIG_ID, "a", NOON)
    async with storage.reading() as unit:
        assert await unit[CommandSyncRepository].fingerprint(BIG_ID) == "a"
        assert await unit[CommandSyncRepository].fingerprint(BIG_ID + 1) is None


async def test_a_later_record_replaces_the_earlier_one(storage: Storage) -> None:
    for fingerprint in ("a", "b"):
        async with storage.writing() as unit:
            await unit[CommandSyncRepository].record(1, fingerprint, NOON)
    async with storage.reading() as unit:
        assert await unit[CommandSyncRepository].fingerprint(1) == "b"


async def test_an_exception_rolls_the_transaction_back(storage: Storage) -> None:
    async def write_and_fail() -> None:
        async with storage.writing() as unit:
            await unit[CommandSyncRepository].record(1, "a", NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await write_and_fail()
    async with storage.reading() as unit:
        assert await unit[CommandSyncRepository].fingerprint(1) is None


async def test_moments_come_back_aware_and_in_utc(storage: Storage, engines: Engines) -> None:
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    async with storage.writing() as unit:
        await unit[CommandSyncRepository].record(1, "a", elsewhere)
    async with engines.reader.connect() as connection:
        stored = await connection.scalar(select(command_syncs.c.synced_at))
    assert stored == NOON
    assert stored.utcoffset() == timedelta(0)


async def test_a_moment_without_a_zone_is_refused(storage: Storage) -> None:
    with pytest.raises(Exception, match="without a time zone"):
        async with storage.writing() as unit:
            await unit[CommandSyncRepository].record(1, "a", datetime(2026, 1, 1))  # noqa: DTZ001


async def test_many_writers_at_once_all_succeed(storage: Storage) -> None:
    async def write(application_id: int) -> None:
        async with storage.writing() as unit:
            await unit[CommandSyncRepository].record(application_id, str(application_id), NOON)

    await asyncio.gather(*(write(number) for number in range(50)))
    async with storage.reading() as unit:
        found = [await unit[CommandSyncRepository].fingerprint(number) for number in range(50)]
    assert found == [str(number) for number in range(50)]


async def test_sqlite_readers_may_not_write(storage: Storage, engines: Engines) -> None:
    if engines.reader.dialect.name != "sqlite":
        pytest.skip("PostgreSQL reads and writes through one engine")
    with pytest.raises(DBAPIError, match="readonly"):
        async with storage.reading() as unit:
            await unit[CommandSyncRepository].record(1, "a", NOON)


async def test_sqlite_runs_with_wal_and_foreign_keys(storage: Storage, engines: Engines) -> None:
    if engines.writer.dialect.name != "sqlite":
        pytest.skip("pragmas are SQLite's")
    async with engines.writer.connect() as connection:
        assert (await connection.exec_driver_sql("PRAGMA journal_mode")).scalar() == "wal"
        assert (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar() == 1
