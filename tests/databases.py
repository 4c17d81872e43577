"""Databases for tests: copies of one that was migrated once in a run of pytest, dropped after their test."""

import asyncio
import fcntl
import os
import shutil
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
from sqlalchemy import URL, make_url

from bot.data.migrating import migrate
from bot.kit.storage.engines import Engines, make_engines, parse_database_url
from tests.postgres import Postgres

Prepare = Callable[[Engines], Coroutine[Any, Any, None]]
"""Brings an empty database to what tests begin with."""
_ROOM_FOR_A_RUN = 2 << 30
_TEMPLATE = "template-"


def memory_folder() -> Path | None:
    """Return a folder in memory with room for a run, if there is one: it makes a database in a quarter of the time."""
    shared = Path("/dev/shm")  # noqa: S108 - the names in it are made by tempfile
    has_room = shared.is_dir() and os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > _ROOM_FOR_A_RUN
    return shared if has_room else None


class RunFolder:
    """What all workers of one run of pytest share: what one of them made, the others find."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def once(self, name: str, make: Callable[[], str]) -> str:
        """Return what `make` returned in the first process that asked; the others wait for it."""
        with (self.path / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.made(name) is None:
                self._kept(name).write_text(make())
        return self._kept(name).read_text()

    def made(self, name: str) -> str | None:
        """Return what was made by this name, if anything was."""
        return self._kept(name).read_text() if self._kept(name).exists() else None

    def remove(self) -> None:
        """Stop the server that this run started, or drop what it made in one that was given."""
        if self.made("server") is not None:
            Postgres(self.path / "postgres").stop()
        else:
            for template in self.path.glob(f"{_TEMPLATE}*.made"):
                url = make_url(template.read_text())
                apart(partial(_execute, url, 'DROP DATABASE "{}"'))
        shutil.rmtree(self.path, ignore_errors=True)

    def _kept(self, name: str) -> Path:
        return self.path / f"{name}.made"


def start_server(run: RunFolder) -> URL:
    """Return the address of the run's own server, started by the first who asks."""

    def start() -> str:
        server = Postgres(run.path / "postgres")
        server.start()
        return server.uri

    return make_url(run.once("server", start))


def migrated_file(run: RunFolder) -> Path:
    """Return a migrated SQLite file, to be copied."""
    return prepared_file(run, "migrated", migrate)


def prepared_file(run: RunFolder, name: str, prepare: Prepare) -> Path:
    """Return a SQLite file that was prepared once in this run, to be copied."""

    def make() -> str:
        path = run.path / f"{name}.db"
        _prepare(make_url(f"sqlite:///{path}"), prepare)
        return str(path)

    return Path(run.once(f"file-{name}", make))


class Databases:
    """Makes databases in a server for one test, and drops them."""

    def __init__(self, run: RunFolder, server: URL) -> None:
        self._run, self._server = run, server
        self._made: list[URL] = []

    async def empty(self) -> URL:
        """Create one with nothing in it."""
        return await self._create('CREATE DATABASE "{}"')

    async def migrated(self) -> URL:
        """Create one at the newest revision."""
        return await self.prepared("migrated", migrate)

    async def prepared(self, name: str, prepare: Prepare) -> URL:
        """Create one as it was prepared once in this run."""
        template = make_url(self._run.once(f"{_TEMPLATE}{name}", lambda: self._make_template(prepare)))
        return await self._create(f'CREATE DATABASE "{{}}" TEMPLATE "{template.database}"')

    def drop(self) -> None:
        """Drop all, whoever is connected still."""

        async def drop_each() -> None:
            for url in self._made:
                await _execute(url, 'DROP DATABASE "{}" WITH (FORCE)')

        apart(drop_each)

    def _make_template(self, prepare: Prepare) -> str:
        template = self._named()
        apart(lambda: _execute(template, 'CREATE DATABASE "{}"'))
        _prepare(template, prepare)
        return template.render_as_string(hide_password=False)

    async def _create(self, statement: str) -> URL:
        url = self._named()
        await _execute(url, statement)
        self._made.append(url)
        return url

    def _named(self) -> URL:
        return self._server.set(database=f"test_{uuid4().hex}")


async def _execute(url: URL, statement: str) -> None:
    """Execute a statement about a database, in the one that every server has."""
    admin = url.set(drivername="postgresql", database="postgres")
    connection = await asyncpg.connect(admin.render_as_string(hide_password=False), timeout=60)
    try:
        await connection.execute(statement.format(url.database))
    finally:
        await connection.close()


def _prepare(url: URL, prepare: Prepare) -> None:
    async def work() -> None:
        engines = make_engines(parse_database_url(url.render_as_string(hide_password=False)))
        await prepare(engines)
        await engines.dispose()

    apart(work)


def apart(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run something asynchronous to its end, also where a loop runs already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(work())).result()
