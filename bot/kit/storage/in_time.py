"""Connections that are given up in time, however their database behaves."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

log = logging.getLogger(__name__)

_ABANDONED: set[asyncio.Task[None]] = set()
"""Connections that came too late, until they are closed."""


async def connected_in_time(engine: AsyncEngine, seconds: float) -> AsyncConnection:
    """Return a connection; raises TimeoutError where it takes longer, and lets it be closed behind our back.

    Canceling is no way out: a driver takes leave of its server, and a server that is frozen does not answer that.
    """
    connecting = asyncio.ensure_future(_connected(engine))
    try:
        done, _ = await asyncio.wait({connecting}, timeout=max(0.0, seconds))
    except asyncio.CancelledError:
        _abandon(connecting)
        raise
    if not done:
        _abandon(connecting)
        raise TimeoutError("the server did not answer in time")
    return connecting.result()


async def _connected(engine: AsyncEngine) -> AsyncConnection:
    return await engine.connect()


def _abandon(connecting: asyncio.Task[AsyncConnection]) -> None:
    task = asyncio.create_task(_close_late(connecting), name="closing a connection that came too late")
    _ABANDONED.add(task)
    task.add_done_callback(_ABANDONED.discard)


async def _close_late(connecting: asyncio.Task[AsyncConnection]) -> None:
    connecting.cancel()
    try:
        await (await connecting).close()
    except (asyncio.CancelledError, SQLAlchemyError, OSError):
        log.debug("a connection that came too late is given up")


@asynccontextmanager
async def closing(connection: AsyncConnection) -> AsyncIterator[None]:
    """Give a connection back on leaving."""
    try:
        yield
    finally:
        await connection.close()


@asynccontextmanager
async def cut_off(connection: AsyncConnection, seconds: float) -> AsyncIterator[None]:
    """Cut the connection to PostgreSQL where it is still in use then: what waits for its answer fails at once."""
    driver: Any = (await connection.get_raw_connection()).driver_connection
    timer = asyncio.get_running_loop().call_later(max(0.0, seconds), driver.terminate)
    try:
        yield
    finally:
        timer.cancel()


@asynccontextmanager
async def patience(connection: AsyncConnection, seconds: float) -> AsyncIterator[None]:
    """Let SQLite wait for locks only so long, where there is less time than usual."""
    driver: Any = (await connection.get_raw_connection()).driver_connection
    (usual,) = await (await driver.execute("PRAGMA busy_timeout")).fetchone()
    await driver.execute(f"PRAGMA busy_timeout = {min(usual, max(0, int(seconds * 1000)))}")
    try:
        yield
    finally:
        await driver.execute(f"PRAGMA busy_timeout = {usual}")
