"""Whether a bot is running on a database, so that nothing is put in its place under it.

SQLite: every open connection in WAL mode holds a shared lock on the file, so an exclusive lock is to be had only where
there is none. PostgreSQL: every connection that serves members holds a shared advisory lock as long as it lives.
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.kit.errors import TollfreeError
from bot.kit.storage.availability import is_locked

try:
    import fcntl
except ModuleNotFoundError:  # Windows
    fcntl = None  # type: ignore[assignment]

log = logging.getLogger(__name__)

_IN_USE = 7_605_173_001  # any number that nothing else locks in our database


class DatabaseInUse(TollfreeError):
    """Raised when a running bot, or another command, has the database."""

    def __init__(self, which: str) -> None:
        super().__init__(
            f"{which} is in use: a bot or another command is running on it. Stop it first (such as "
            "`systemctl stop tollfree`); nothing was changed."
        )


class DatabaseBeingReplaced(TollfreeError):
    """Raised when a bot starts while its data are being replaced."""

    def __init__(self) -> None:
        super().__init__("The database is being copied into or restored just now. Start again when that has ended.")


class SecondBot(TollfreeError):
    """Raised when a bot starts on a SQLite file that another bot runs on."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another bot runs on {path} already, and two would do everything twice. Stop that one first; for several "
            "processes, DATABASE_URL has to name a PostgreSQL server."
        )


@contextmanager
def alone_on(url: URL) -> Iterator[None]:
    """Hold a SQLite file for one running bot; raises SecondBot. Other commands may use the file meanwhile.

    The lock is one of the system's on the open file, which SQLite neither sees nor sets; it ends with the process,
    however that ends. The file is made where it is missing, for its owner alone.
    """
    if url.get_backend_name() != "sqlite" or fcntl is None:
        yield
        return
    path = Path(url.database or "")
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:  # what is wrong with it is said when the database is opened
        yield
        return
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SecondBot(path) from error
        except OSError as error:
            log.info("%s is on a file system without locks (%s): a second bot on it is not noticed", path, error.errno)
        yield
    finally:
        os.close(number)


def mark_use(engine: AsyncEngine) -> None:
    """Let every new PostgreSQL connection hold the shared lock; raises DatabaseBeingReplaced."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SELECT pg_try_advisory_lock_shared({_IN_USE})")
        (is_ours,) = cursor.fetchone()
        cursor.close()
        connection.rollback()  # ends the transaction; the lock stays with the session
        if not is_ours:
            raise DatabaseBeingReplaced


async def take_over(connection: AsyncConnection, which: str) -> None:
    """Hold PostgreSQL's exclusive lock until the transaction ends; raises DatabaseInUse."""
    is_ours = await connection.scalar(text(f"SELECT pg_try_advisory_xact_lock({_IN_USE})"))
    if not is_ours:
        raise DatabaseInUse(which)


def take_over_file(path: Path, which: str) -> sqlite3.Connection:
    """Return a connection that holds a SQLite file for itself until it is closed; raises DatabaseInUse.

    Raises sqlite3.DatabaseError for a file that is damaged or no database.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=0)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")  # the file stays locked in this mode
    except sqlite3.OperationalError as error:
        connection.close()
        if is_locked(error):
            raise DatabaseInUse(which) from error
        raise
    except sqlite3.Error:
        connection.close()
        raise
    return connection


async def is_in_use(engine: AsyncEngine) -> bool:
    """Return whether a bot seems to run on a database; call it before anything else of ours is connected to it."""
    try:
        if engine.dialect.name == "sqlite":
            path = Path(engine.url.database or "")
            await asyncio.to_thread(lambda: take_over_file(path, path.name).close())
        else:
            async with engine.connect() as connection:
                await take_over(connection, "It")
    except DatabaseInUse:
        return True
    return False
