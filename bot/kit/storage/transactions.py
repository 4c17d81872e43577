"""Transactions: a unit of work gives repositories on one connection, each looked up by its type."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.kit.deadline import seconds_left
from bot.kit.errors import StorageUnavailable
from bot.kit.storage.availability import connecting_failed, plain_unavailability, reason_of
from bot.kit.storage.engines import BUSY_SECONDS, Engines
from bot.kit.storage.in_time import closing, connected_in_time, cut_off, patience


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

        Raises StorageUnavailable, also where there is no more time to answer: then nothing was begun.
        """
        with plain_unavailability(writing=True):
            async with (
                self.writing_turn(),
                _connected(self.engines.writer, writing=True) as connection,
                _begun(connection),
            ):
                yield UnitOfWork(connection)

    @asynccontextmanager
    async def writing_turn(self) -> AsyncIterator[None]:
        """Wait until no transaction of ours writes to the SQLite file; on PostgreSQL there is nothing to wait for.

        Raises StorageUnavailable where that takes longer than there is time.
        """
        if self.engines.for_votes is None:
            yield
            return
        if self._turn.locked():
            try:
                async with asyncio.timeout(seconds_left()):
                    await self._turn.acquire()
            except TimeoutError as error:
                raise StorageUnavailable("others were writing all the time", writing=True) from error
        else:
            await self._turn.acquire()
        try:
            yield
        finally:
            self._turn.release()

    def on_close(self, close: Callable[[], None]) -> None:
        """Call something when all connections are closed: it holds one of its own."""
        self._closing.append(close)

    async def close(self) -> None:
        """Close all connections."""
        for close in self._closing:
            close()
        await self.engines.dispose()


@asynccontextmanager
async def _connected(engine: AsyncEngine, *, writing: bool) -> AsyncIterator[AsyncConnection]:
    """Give a connection; whatever goes wrong before there is one means that the database is away."""
    if engine.dialect.name == "sqlite":
        async with AsyncExitStack() as stack:
            try:
                connection = await stack.enter_async_context(engine.connect())
            except connecting_failed() as error:
                raise StorageUnavailable(reason_of(error), writing=writing) from error
            yield connection
        return
    try:
        connection = await connected_in_time(engine, seconds_left())
    except connecting_failed() as error:
        raise StorageUnavailable(reason_of(error), writing=writing) from error
    async with cut_off(connection, seconds_left()), closing(connection):
        yield connection


@asynccontextmanager
async def _begun(connection: AsyncConnection) -> AsyncIterator[None]:
    """Begin a transaction; on SQLite wait for another process no longer than there is time."""
    left = seconds_left()
    if left <= 0:
        raise StorageUnavailable("there was no more time to answer", writing=True)
    if connection.dialect.name == "sqlite" and left < BUSY_SECONDS:
        async with patience(connection, left):
            transaction = await connection.begin()
    else:
        transaction = await connection.begin()
    try:
        yield
    except BaseException:
        await transaction.rollback()
        raise
    try:
        await transaction.commit()
    except DBAPIError as error:
        with suppress(SQLAlchemyError):
            await transaction.rollback()  # else the next one on this connection would commit this one too
        if connection.dialect.name == "sqlite" or not error.connection_invalidated:
            raise
        raise StorageUnavailable(reason_of(error), writing=True, is_certain=False) from error
