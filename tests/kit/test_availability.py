"""A database that is locked, full or away: a plain error, nothing half stored, and on it goes afterwards."""

import asyncio
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.data.migrating import migrate
from bot.kit.errors import StorageUnavailable
from bot.kit.storage.command_syncs import CommandSyncRepository
from bot.kit.storage.engines import Engines, make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.leads.service.acting import LeadActing
from bot.leads.service.sharing import LeadSharing
from tests import patience
from tests.kit.test_contract import NOON
from tests.postgres import Postgres
from tests.world import POSTER, World, member


async def record(storage: Storage, application: int = 1, fingerprint: str = "a") -> None:
    """Store something."""
    async with storage.writing() as unit:
        await unit[CommandSyncRepository].record(application, fingerprint, NOON)


async def recorded(storage: Storage, application: int = 1) -> str | None:
    """Read it."""
    async with storage.reading() as unit:
        return await unit[CommandSyncRepository].fingerprint(application)


async def test_a_lock_held_for_longer_than_we_wait_is_told_and_then_gone(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    engines = make_engines(parse_database_url(f"sqlite:///{path}"), busy_timeout_ms=100)
    await migrate(engines)
    storage = Storage(engines)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageUnavailable, match=r"could not store that just now\. Nothing was lost") as caught:
            await record(storage)
        assert caught.value.reason == "database is locked"
        assert await recorded(storage) is None, "reading goes on"
    await record(storage)
    assert await recorded(storage) == "a"
    await engines.dispose()


async def test_a_lock_that_ends_in_time_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    engines = make_engines(parse_database_url(f"sqlite:///{path}"), busy_timeout_ms=int(1000 * patience.SECONDS))
    await migrate(engines)
    storage = Storage(engines)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(record(storage))
        await asyncio.sleep(0.3)
        assert not waiting.done()
        other.execute("COMMIT")
        await waiting
    assert await recorded(storage) == "a"
    await engines.dispose()


async def test_a_row_lock_on_postgresql_is_waited_for_only_so_long(postgres_engines: Engines) -> None:
    url = postgres_engines.writer.url
    impatient = make_engines(url, busy_timeout_ms=100)
    storage = Storage(impatient)
    await record(storage)
    async with postgres_engines.writer.begin() as other:
        await other.execute(text("SELECT 1 FROM command_syncs FOR UPDATE"))
        with pytest.raises(StorageUnavailable):
            await record(storage, fingerprint="b")
    await record(storage, fingerprint="b")
    assert await recorded(storage) == "b"
    await impatient.dispose()


async def test_a_full_database_stores_nothing_by_halves_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    engines = make_engines(parse_database_url(f"sqlite:///{tmp_path / 'test.db'}"))
    await migrate(engines)
    storage = Storage(engines)
    world = World(storage)
    await world.open_doors()
    limit = 0

    @event.listens_for(engines.writer.sync_engine, "begin")
    def on_begin(begun: Any) -> None:
        begun.exec_driver_sql(f"PRAGMA max_page_count = {limit or 2**30}")

    limit = 1
    shared = 0

    async def share_until_full() -> None:
        nonlocal shared
        for _ in range(300):
            await world.services[LeadSharing].share(world.draft(how_to_ask="word " * 50), POSTER, "Ada")
            shared += 1

    with pytest.raises(StorageUnavailable, match="Nothing was lost") as caught:
        await share_until_full()
    assert caught.value.reason == "database or disk is full"
    async with engines.reader.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM leads")) == shared
        assert await connection.scalar(text("SELECT count(DISTINCT lead_id) FROM lead_words")) == shared
    limit = 0
    await world.lead()
    with closing(sqlite3.connect(tmp_path / "test.db")) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    await engines.dispose()


async def test_a_file_that_cannot_be_opened_any_more_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    engines = make_engines(parse_database_url(f"sqlite:///{folder / 'test.db'}"))
    await migrate(engines)
    await engines.dispose()
    folder.rename(tmp_path / "gone")
    with pytest.raises(StorageUnavailable, match="could not look that up"):
        await recorded(Storage(engines))
    (tmp_path / "gone").rename(folder)
    assert await recorded(Storage(engines)) is None
    await engines.dispose()


async def test_our_own_mistakes_stay_mistakes_and_show_no_values(storage: Storage, engines: Engines) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with storage.writing() as unit:
            await unit[CommandSyncRepository]._connection.execute(
                text("INSERT INTO nowhere VALUES (:a)"), {"a": 424242}
            )
    assert not isinstance(caught.value, StorageUnavailable)
    assert "424242" not in str(caught.value)
    with pytest.raises(IntegrityError):
        async with storage.writing() as unit:
            await unit[CommandSyncRepository]._connection.execute(
                text("INSERT INTO command_syncs (application_id) VALUES (1)")
            )


@pytest.fixture
def own_server() -> Iterator[Postgres]:
    """Give a PostgreSQL server that may be killed."""
    with tempfile.TemporaryDirectory(prefix="tollfree-killed-") as folder:
        server = Postgres(Path(folder) / "postgres", keeps_commits=True)
        server.start()
        yield server
        server.stop()


async def test_postgresql_killed_and_back_is_told_and_then_served_again(own_server: Postgres) -> None:
    engines = make_engines(parse_database_url(own_server.uri))
    await migrate(engines)
    storage = Storage(engines)
    await record(storage)

    async def killed_within() -> None:
        async with storage.writing() as unit:
            await unit[CommandSyncRepository].record(2, "b", NOON)
            await asyncio.to_thread(own_server.kill)
            await unit[CommandSyncRepository].record(3, "c", NOON)

    with pytest.raises(StorageUnavailable):
        await killed_within()
    for _ in range(2):
        with pytest.raises(StorageUnavailable, match="could not look that up"):
            await recorded(storage)
    await asyncio.to_thread(own_server.start)
    assert [await recorded(storage, number) for number in (1, 2, 3)] == ["a", None, None]
    await record(storage, 2, "b")
    assert await recorded(storage, 2) == "b"
    await engines.dispose()


async def test_connections_that_postgresql_closed_meanwhile_are_made_anew(postgres_engines: Engines) -> None:
    storage = Storage(postgres_engines)
    await record(storage)
    admin = make_engines(postgres_engines.writer.url)
    async with admin.writer.begin() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    assert await recorded(storage) == "a"
    await admin.dispose()


async def test_votes_wait_for_a_lock_and_say_so_plainly_where_it_lasts(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    engines = make_engines(parse_database_url(f"sqlite:///{path}"), busy_timeout_ms=100)
    await migrate(engines)
    world = World(Storage(engines))
    lead = await world.lead()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        votes = (world.services[LeadActing].upvote(lead.id, member(number)) for number in range(3))
        results = await asyncio.gather(*votes, return_exceptions=True)
        assert [getattr(result, "reason", None) for result in results] == ["database is locked"] * 3
    assert (await world.services[LeadActing].upvote(lead.id, member(1))).lead.upvotes == 1
    await engines.dispose()
