"""Processes that start at once on one database: one migrates, the others wait; and what is newer is left alone."""

import asyncio
import logging
import sqlite3
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.data.migrating import DatabaseUnusable, migrate, newest_revision, schema_differences
from bot.data.migration_lock import migration_lock
from bot.data.tables import metadata
from bot.kit.storage.engines import Engines, make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.leads.service.acting import LeadActing
from tests.cli.running import tollfree, tollfree_process
from tests.data.full_database import everything
from tests.world import World, member


@pytest.fixture
def url(empty_url: str) -> str:
    """Give the address of an empty database."""
    return empty_url


async def test_two_processes_on_an_empty_database_both_succeed_and_one_migrates(url: str, tmp_path: Path) -> None:
    start = partial(tollfree_process, "migrate", cwd=tmp_path, DATABASE_URL=url)
    ended = await asyncio.gather(*(asyncio.to_thread(start) for _ in range(2)))
    assert [one.returncode for one in ended] == [0, 0], ended
    assert sum("Running upgrade  -> 0001" in one.stderr for one in ended) == 1
    engines = make_engines(parse_database_url(url))
    await schema_differences(engines)
    async with engines.reader.connect() as connection:
        assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).all() == [
            (newest_revision(),)
        ]
    await engines.dispose()


async def test_a_second_start_waits_for_the_first_and_finds_nothing_to_do(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = (make_engines(parse_database_url(url)) for _ in range(2))
    await migrate(one)
    caplog.clear()
    with caplog.at_level(logging.INFO, "alembic"):
        async with migration_lock(one.writer):
            second = asyncio.create_task(migrate(other))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(asyncio.shield(second), 0.5)
        await second
    assert "Running upgrade" not in caplog.text
    await one.dispose()
    await other.dispose()


async def test_waiting_has_an_end_and_says_why(url: str) -> None:
    one, other = (make_engines(parse_database_url(url)) for _ in range(2))
    await migrate(one)
    async with migration_lock(one.writer):
        with pytest.raises(DatabaseUnusable, match="Another process has the database locked"):
            await migrate(other, waits=timedelta(seconds=0.3))
    await migrate(other)
    await one.dispose()
    await other.dispose()


def test_the_journal_is_set_up_by_many_at_once_on_an_empty_file(tmp_path: Path) -> None:
    """Without waiting for it, one in twenty-five such starts failed with `database is locked`."""
    for number in range(15):
        url = parse_database_url(f"sqlite:///{tmp_path / str(number)}")

        async def all_at_once(url: Any = url) -> None:
            many = [make_engines(url) for _ in range(4)]
            await asyncio.gather(*(migrate(engines, "0001") for engines in many))
            for engines in many:
                await engines.dispose()

        asyncio.run(all_at_once())


async def dump(url: str) -> Any:
    """Return all that is in a database: SQLite's whole text, or PostgreSQL's columns and rows."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.partition(":///")[2])) as connection:
            return list(connection.iterdump())
    engines = make_engines(parse_database_url(url))
    async with engines.reader.connect() as connection:
        columns = (
            await connection.execute(
                text("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
            )
        ).all()
        revision = (await connection.execute(text("SELECT version_num FROM alembic_version"))).all()
    rows = await everything(engines.reader)
    await engines.dispose()
    return sorted(tuple(row) for row in columns), revision, rows


@pytest.mark.parametrize("command", ["migrate", "gaps"])
async def test_a_database_newer_than_the_code_is_refused_and_nothing_in_it_changes(
    full_engines: Engines, command: str, tmp_path: Path
) -> None:
    engines, url = full_engines, full_engines.writer.url.render_as_string(hide_password=False)
    async with engines.writer.begin() as connection:
        await connection.execute(text("CREATE TABLE of_the_future (a INTEGER)"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engines.dispose()
    before = await dump(url)
    ended = await asyncio.to_thread(tollfree, command, cwd=tmp_path, DATABASE_URL=url)
    assert ended.returncode == 78, "settings or data that a restart does not mend"
    assert "The database was made by a newer version of Tollfree than this one. Update Tollfree" in ended.stderr
    assert await dump(url) == before


async def test_a_table_that_is_made_anew_keeps_the_rows_that_point_at_it(tmp_path: Path) -> None:
    """SQLite drops a table in batch operations, which with foreign keys on would delete the votes on its leads."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    def remake(sync: Any) -> None:
        operations = Operations(MigrationContext.configure(sync, opts={"target_metadata": metadata}))
        with operations.batch_alter_table("leads", recreate="always") as table:
            table.alter_column("pay", nullable=True)

    engines = make_engines(parse_database_url(f"sqlite:///{tmp_path / 'test.db'}"))
    await migrate(engines)
    world = World(Storage(engines))
    lead = await world.lead()
    await world.services[LeadActing].upvote(lead.id, member(1))
    before = await everything(engines.reader)
    async with migration_lock(engines.writer) as connection:
        await connection.run_sync(remake)
    assert await everything(engines.reader) == before
    async with engines.writer.connect() as connection:
        assert await connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert await connection.scalar(text("PRAGMA busy_timeout")) == 2000
    await engines.dispose()
