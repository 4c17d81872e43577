"""Whoever pressed something is answered within three seconds, and what they were told is not stored is not stored."""

import asyncio
import os
import signal
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from bot.data.migrating import migrate
from bot.kit.deadline import answer_is_due, within
from bot.kit.errors import StorageUnavailable
from bot.kit.storage.command_syncs import CommandSyncRepository
from bot.kit.storage.engines import Engines, make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.leads.service.acting import LeadActing
from bot.leads.service.browsing import LeadBrowsing
from tests.kit.test_contract import NOON
from tests.postgres import Postgres
from tests.world import World, member

DISCORD_WAITS = 3.0


async def record(storage: Storage, application: int, fingerprint: str = "a") -> None:
    async with storage.writing() as unit:
        await unit[CommandSyncRepository].record(application, fingerprint, NOON)


async def recorded(storage: Storage, application: int) -> str | None:
    async with storage.reading() as unit:
        return await unit[CommandSyncRepository].fingerprint(application)


async def pressed(act: Callable[[], Awaitable[object]], *, is_answered: bool = False) -> tuple[str, float]:
    """Do something as an interaction does; return how it ended, and after how long."""

    async def handled() -> str:
        answer_is_due(lambda: is_answered)
        try:
            await act()
        except StorageUnavailable as error:
            return str(error).split(";")[0]
        return "stored"

    began = time.monotonic()
    return await asyncio.create_task(handled()), time.monotonic() - began


@contextmanager
def locked(path: Path) -> Iterator[sqlite3.Connection]:
    """Hold a SQLite file as another process would."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


@pytest.fixture
def own_server() -> Iterator[Postgres]:
    """Give a PostgreSQL server that may be frozen."""
    with tempfile.TemporaryDirectory(prefix="tollfree-frozen-") as folder:
        server = Postgres(Path(folder) / "postgres")
        server.start()
        yield server
        server.stop()


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return Path(make_url(sqlite_url).database or "")


@pytest.fixture
async def storage(sqlite_url: str) -> Storage:
    return Storage(make_engines(parse_database_url(sqlite_url)))


async def test_of_many_presses_on_a_locked_file_everyone_is_told_in_time_and_nothing_is_stored_late(
    storage: Storage, path: Path
) -> None:
    world = World(storage)
    await world.open_doors()
    lead = await world.lead()
    presses = []
    with locked(path) as other:
        for number in range(12):
            vote = partial(world.services[LeadActing].upvote, lead.id, member(number))
            presses.append(asyncio.create_task(pressed(vote if number % 2 else partial(record, storage, number))))
            await asyncio.sleep(0.35)
        other.execute("ROLLBACK")
    ended = await asyncio.gather(*presses)
    assert max(seconds for _, seconds in ended) < DISCORD_WAITS
    told = Counter(how for how, _ in ended)
    assert told["I could not store that just now. Nothing was lost"] >= 6, told
    await asyncio.sleep(0.2)
    stored = [number for number in range(0, 12, 2) if await recorded(storage, number) is not None]
    assert stored == [number for number in range(0, 12, 2) if ended[number][0] == "stored"]
    votes = (await world.services[LeadBrowsing].get(lead.id, lead.guild_id)).upvotes
    assert votes == sum(1 for number in range(1, 12, 2) if ended[number][0] == "stored")
    await storage.close()


async def test_what_has_been_answered_already_may_take_longer(storage: Storage, path: Path) -> None:
    with locked(path) as other:
        slow = [asyncio.create_task(pressed(partial(record, storage, n), is_answered=True)) for n in range(2)]
        await asyncio.sleep(1.5)
        other.execute("ROLLBACK")
    assert {how for how, _ in await asyncio.gather(*slow)} == {"stored"}
    await storage.close()


async def test_what_comes_too_late_is_not_begun(storage: Storage) -> None:
    with within(-1.0), pytest.raises(StorageUnavailable):
        await record(storage, 1)
    assert await recorded(storage, 1) is None
    await record(storage, 1)
    await storage.close()


@pytest.mark.parametrize("is_idle", [True, False], ids=["a session that waits", "no session yet"])
async def test_a_frozen_postgresql_is_told_in_time_and_served_again_when_it_goes_on(
    own_server: Postgres, is_idle: bool
) -> None:
    engines = make_engines(parse_database_url(own_server.uri))
    await migrate(engines)
    storage = Storage(engines)
    await record(storage, 1)
    if not is_idle:
        await engines.dispose()
    processes = await frozen(own_server)
    try:
        ended = await asyncio.gather(*(pressed(partial(record, storage, n, "b")) for n in range(1, 9)))
        looked = await pressed(lambda: recorded(storage, 1))
    finally:
        for process in processes:
            with suppress(ProcessLookupError):  # one that was about to end anyway
                os.kill(process, signal.SIGCONT)
    assert max(seconds for _, seconds in (*ended, looked)) < DISCORD_WAITS
    assert {how for how, _ in ended} == {"I could not store that just now. Nothing was lost"}
    await asyncio.sleep(1)
    assert [await recorded(storage, number) for number in range(1, 9)] == ["a", *[None] * 7]
    await record(storage, 1, "c")
    assert await recorded(storage, 1) == "c"
    await engines.dispose()


async def frozen(server: Postgres) -> list[int]:
    """Stop all processes of a server, as a machine that hangs would."""
    main = psutil.Process(int((server.folder / "postmaster.pid").read_text().splitlines()[0]))
    processes = [main, *main.children(recursive=True)]
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.suspend()
    return [process.pid for process in processes]


async def test_sessions_that_became_read_only_are_given_up_after_a_switchover(postgres_engines: Engines) -> None:
    storage = Storage(postgres_engines)
    for _ in range(3):
        await record(storage, 1)
    pinned = [await postgres_engines.writer.connect() for _ in range(3)]
    for connection in pinned:
        await connection.execute(text("SET default_transaction_read_only = on"))
        await connection.commit()
        await connection.close()
    ended = [await pressed(lambda: record(storage, 2)) for _ in range(6)]
    assert [how for how, _ in ended].count("stored") >= 5, "only the first was refused"
    assert await recorded(storage, 2) == "a"
