"""Servers that removed the bot: kept for a while, then forgotten, and nothing of others."""

from datetime import timedelta

import pytest

from bot.cli.maintenance import forget_server
from bot.config import Settings
from bot.data.tables import metadata
from bot.data.transfer.errors import TransferRefused
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from bot.servers.service.leaving import LeavingService, Retention
from bot.servers.storage.leaving import OF_NO_SERVER, removed_servers, rows_of_server
from tests.data.full_database import OTHER_GUILD, everything, fill
from tests.fakes import FakeClock
from tests.world import GUILD

THIRTY_DAYS = timedelta(days=30)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def engines(full_engines: Engines) -> Engines:
    """Give engines on a database with rows in every table."""
    return full_engines


@pytest.fixture
async def leaving(engines: Engines, clock: FakeClock) -> LeavingService:
    storage = Storage(engines)
    async with storage.writing() as unit:
        await unit.connection.execute(removed_servers.delete())
    return LeavingService(storage, clock, Retention(THIRTY_DAYS))


def all_served(_: int) -> bool:
    return True


async def test_a_server_that_is_gone_for_thirty_days_is_forgotten_and_no_other(
    engines: Engines, leaving: LeavingService, clock: FakeClock
) -> None:
    before = await everything(engines.reader)
    await leaving.compare({OTHER_GUILD}, all_served)
    clock.move(THIRTY_DAYS - timedelta(seconds=1))
    await leaving.compare({OTHER_GUILD}, all_served)
    assert await leaving.forget_due() == 0
    clock.move(timedelta(seconds=1))
    assert await leaving.forget_due() == 1
    assert await leaving.forget_due() == 0
    after = await everything(engines.reader)
    async with engines.reader.connect() as connection:
        for table in metadata.sorted_tables:
            if table.name in OF_NO_SERVER:
                assert after[table.name] == before[table.name]
                continue
            theirs = rows_of_server(table, GUILD)
            assert theirs is not None
            assert (await connection.execute(table.select().where(theirs))).all() == [], table.name
            assert set(after[table.name]) <= set(before[table.name])
    assert any(len(after[name]) > 0 for name in ("leads", "digests")), "the other server's rows are there"


async def test_a_server_that_comes_back_keeps_everything(
    engines: Engines, leaving: LeavingService, clock: FakeClock
) -> None:
    before = await everything(engines.reader)
    await leaving.compare(set(), all_served)
    clock.move(timedelta(days=29))
    await leaving.compare({GUILD, OTHER_GUILD}, all_served)
    clock.move(timedelta(days=29))
    assert await leaving.forget_due() == 0
    before["removed_servers"] = []
    assert await everything(engines.reader) == before


async def test_a_process_says_nothing_about_servers_of_other_shards(leaving: LeavingService, clock: FakeClock) -> None:
    await leaving.compare(set(), lambda guild_id: guild_id == OTHER_GUILD)
    clock.move(timedelta(days=31))
    assert await leaving.forget_due() == 1


async def test_an_operator_forgets_a_server_at_once(sqlite_engines: Engines) -> None:
    await fill(sqlite_engines)
    settings = Settings(_env_file=None, database_url=sqlite_engines.writer.url.render_as_string())
    said: list[str] = []
    await forget_server(settings, GUILD, said.append)
    assert any(line.split() == ["2", "digests"] or line.endswith("  digests") for line in said)
    assert said[-1].startswith(f"Nothing is kept of the server {GUILD} any more.")
    with pytest.raises(TransferRefused, match="Nothing is kept of a server"):
        await forget_server(settings, GUILD, said.append)
