"""Transactions: a unit of work gives repositories on one connection, each looked up by its type."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.kit.errors import StorageUnavailable
from bot.kit.storage.availability import CONNECTING_FAILED, plain_unavailability, reason_of
from bot.kit.storage.engines import Engines


class Repository:
    """Reads and writes one subject's tables on the connection of a transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection


R = TypeVar("R", bound=Repository)


class UnitOfWork:
    """One transaction: `unit[LeadRepository]` is the repository of that type on its connection."""

    __slots__ = ("_made", "connection")

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self._made: dict[type[Repository], Repository] = {}

    def __getitem__(self, kind: type[R]) -> R:
        """Return the repository of a type, made when it is first asked for."""
        made = self._made.get(kind)
        if made is None:
            made = self._made[kind] = kind(self.connection)
        assert isinstance(made, kind), "stored under its own type"
        return made


class Storage:
    """Opens transactions on SQLite or PostgreSQL; leaving one by an exception rolls it back."""

    def __init__(self, engines: Engines) -> None:
        self.engines = engines
        self._turn = asyncio.Lock()
        """Held while writing to SQLite, which has one writer: waiting here costs less than waiting for the file."""
        self._closing: list[Callable[[], None]] = []

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        """Open a transaction that may not write; raises StorageUnavailable."""
        with plain_unavailability(writing=False):
            async with _connected(self.engines.reader, writing=False) as connection:
                yield UnitOfWork(connection)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[UnitOfWork]:
        """Open a transaction that may write; it commits on leaving, and rolls back on an exception.

        Raises StorageUnavailable.
        """
        with plain_unavailability(writing=True):
            async with (
                self.writing_turn(),
                _connected(self.engines.writer, writing=True) as connection,
                connection.begin(),
            ):
                yield UnitOfWork(connection)

    def writing_turn(self) -> AbstractAsyncContextManager[None]:
        """Wait until no transaction of ours writes to the SQLite file; on PostgreSQL there is nothing to wait for."""
        return self._turn if self.engines.for_votes else nullcontext()

    def on_close(self, close: Callable[[], None]) -> None:
        """Call something when all connections are closed: it holds one of its own."""
        self._closing.append(close)

    async def ping(self) -> None:
        """Ask the database for nothing; raises what the driver raises where it does not answer."""
        async with self.engines.reader.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close all connections."""
        for close in self._closing:
            close()
        await self.engines.dispose()


@asynccontextmanager
async def _connected(engine: AsyncEngine, *, writing: bool) -> AsyncIterator[AsyncConnection]:
    """Give a connection; whatever goes wrong before there is one means that the database is away."""
    async with AsyncExitStack() as stack:
        try:
            connection = await stack.enter_async_context(engine.connect())
        except CONNECTING_FAILED as error:
            raise StorageUnavailable(reason_of(error), writing=writing) from error
        yield connection
