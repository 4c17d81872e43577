"""One set of tests on both databases: SQLite in a file, and a real PostgreSQL."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url

from bot.kit.storage.engines import Engines, make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from tests import patience
from tests.data.full_database import fill
from tests.databases import Databases, prepared_file
from tests.world import World

FullUrlOf = Callable[[str, Path], Awaitable[str]]
"""Makes a database with rows in every table, of a kind, SQLite's in a file; returns its address."""


@asynccontextmanager
async def _engines_on(url: URL) -> AsyncIterator[Engines]:
    waits_ms = int(1000 * patience.SECONDS)
    engines = make_engines(parse_database_url(url.render_as_string(hide_password=False)), busy_timeout_ms=waits_ms)
    yield engines
    await engines.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.db'}"
    databases: Databases = request.getfixturevalue("databases")
    return (await databases.empty()).render_as_string(hide_password=False)


@pytest.fixture
async def empty_engines(empty_url: str) -> AsyncIterator[Engines]:
    """Give engines on an empty database."""
    async with _engines_on(make_url(empty_url)) as engines:
        yield engines


@pytest.fixture(params=["sqlite", "postgresql"])
async def engines(request: pytest.FixtureRequest) -> AsyncIterator[Engines]:
    """Give engines on a migrated database."""
    if request.param == "sqlite":
        url = make_url(request.getfixturevalue("sqlite_url"))
    else:
        databases: Databases = request.getfixturevalue("databases")
        url = await databases.migrated()
    async with _engines_on(url) as engines:
        yield engines


async def _full_url(request: pytest.FixtureRequest, kind: str, path: Path) -> str:
    if kind == "sqlite":
        shutil.copyfile(prepared_file(request.getfixturevalue("run_folder"), "full", fill), path)
        return f"sqlite:///{path}"
    databases: Databases = request.getfixturevalue("databases")
    return (await databases.prepared("full", fill)).render_as_string(hide_password=False)


@pytest.fixture
def full_url_of(request: pytest.FixtureRequest) -> FullUrlOf:
    """Give what makes full databases."""
    return partial(_full_url, request)


@pytest.fixture(params=["sqlite", "postgresql"])
async def full_engines(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Engines]:
    """Give engines on a database with rows in every table."""
    async with _engines_on(make_url(await _full_url(request, request.param, tmp_path / "full.db"))) as engines:
        yield engines


@pytest.fixture
async def sqlite_engines(sqlite_url: str) -> AsyncIterator[Engines]:
    """Give engines on a migrated database in a file."""
    async with _engines_on(make_url(sqlite_url)) as engines:
        yield engines


@pytest.fixture
async def postgres_engines(databases: Databases) -> AsyncIterator[Engines]:
    """Give engines on a migrated PostgreSQL database."""
    async with _engines_on(await databases.migrated()) as engines:
        yield engines


@pytest.fixture
def storage(engines: Engines) -> Storage:
    """Give storage on a migrated database."""
    return Storage(engines)


@pytest.fixture
def world(storage: Storage) -> World:
    """Give a server with the services of leads."""
    return World(storage)
