"""Behind a connection pooler: in session mode all works; in transaction mode the bot says what is wrong.

With pgbouncer on the path (Debian's package has it) the real one is tried, else a stand-in for its two modes.
"""

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.data.up_to_date import migrate_if_needed
from bot.kit.storage.command_syncs import CommandSyncRepository
from bot.kit.storage.engines import make_engines, parse_database_url
from bot.kit.storage.postgres import DatabasePooled, refuse_pooler
from bot.kit.storage.transactions import Storage
from tests.databases import Databases
from tests.kit.test_contract import NOON


class Pooler:
    """A server's sessions as a pooler gives them out; as much of an engine as `refuse_pooler` needs."""

    def __init__(self, *, by_transaction: bool) -> None:
        self.dialect = SimpleNamespace(name="postgresql")
        self._by_transaction = by_transaction
        self._numbers = count(1)
        self._free: list[int] = []

    @asynccontextmanager
    async def connect(self) -> AsyncIterator["Client"]:
        yield Client(self)

    def take(self) -> int:
        return self._free.pop() if self._free else next(self._numbers)

    def give_back(self, session: int) -> bool:
        if self._by_transaction:
            self._free.append(session)
        return self._by_transaction


class Client:
    """A connection of ours, with a session of the server's or none."""

    def __init__(self, pooler: Pooler) -> None:
        self._pooler = pooler
        self._session: int | None = None

    async def scalar(self, _: Any) -> int:
        if self._session is None:
            self._session = self._pooler.take()
        return self._session

    async def rollback(self) -> None:
        if self._session is not None and self._pooler.give_back(self._session):
            self._session = None


async def test_sessions_that_change_hands_are_noticed() -> None:
    with pytest.raises(DatabasePooled, match="pooler in transaction mode") as caught:
        await refuse_pooler(cast("AsyncEngine", Pooler(by_transaction=True)))
    assert caught.value.exit_code == 78
    await refuse_pooler(cast("AsyncEngine", Pooler(by_transaction=False)))


def _owner(folder: str) -> str:
    return Path(folder).owner()


def _write(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o644)


@asynccontextmanager
async def pgbouncer(server: URL, mode: str) -> AsyncIterator[str]:
    """Run pgbouncer before a database; give its address."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    host = server.query["host"]
    host = host if isinstance(host, str) else host[0]
    config = Path(host) / f"{port}.ini"  # where the server's user may read it
    _write(
        config,
        f"[databases]\npooled = host={host} dbname={server.database} user={server.username}\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nauth_type = any\npool_mode = {mode}\n"
        "unix_socket_dir =\n",
    )
    as_user = ("-u", _owner(host)) if os.getuid() == 0 else ()  # it refuses to run as root
    process = await asyncio.create_subprocess_exec("pgbouncer", "-q", *as_user, str(config))
    try:
        async with asyncio.timeout(10):
            while True:
                try:
                    (await asyncio.open_connection("127.0.0.1", port))[1].close()
                    break
                except OSError:
                    await asyncio.sleep(0.05)
        yield f"postgresql://{server.username}@127.0.0.1:{port}/pooled"
    finally:
        process.terminate()
        await process.wait()


@pytest.mark.skipif(shutil.which("pgbouncer") is None, reason="pgbouncer is not installed")
@pytest.mark.parametrize("mode", ["session", "transaction"])
async def test_the_real_pgbouncer(databases: Databases, mode: str) -> None:
    async with pgbouncer(await databases.empty(), mode) as address:
        engines = make_engines(parse_database_url(address))
        try:
            if mode == "transaction":
                with pytest.raises(DatabasePooled):
                    await migrate_if_needed(engines)
                return
            await migrate_if_needed(engines)
            async with Storage(engines).writing() as unit:
                await unit[CommandSyncRepository].record(1, "a", NOON)
        finally:
            await engines.dispose()
