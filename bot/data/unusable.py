"""Databases that cannot be used, and why: what an operator has to mend, and what passes."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from bot.kit.errors import Misconfigured, TollfreeError
from bot.kit.storage.address import shown
from bot.kit.storage.availability import connecting_failed, is_locked, may_pass, reason_of
from bot.kit.storage.engines import Engines


class DatabaseUnusable(Misconfigured):
    """Raised when the database cannot be opened or written, or is newer than this code."""


class DatabaseAway(DatabaseUnusable):
    """Raised when the database is not to be had now: another process has it, or its server does not answer."""

    exit_code = TollfreeError.exit_code


def unusable(engines: Engines, error: Exception) -> DatabaseUnusable:
    """Return the error that says so in a sentence."""
    kind = DatabaseAway if may_pass(error) else DatabaseUnusable
    return kind(
        f"The database {shown(engines.writer.url)} cannot be used: {reason_of(error)}. "
        "Check DATABASE_URL, and that this user may read and write there."
    )


async def require_writable(engines: Engines) -> None:
    """Raise DatabaseUnusable where nothing can be stored: a file of another user, or a standby."""
    try:
        if engines.for_votes is not None:
            await asyncio.to_thread(_begin_writing, Path(engines.for_votes.url.database or ""))
        elif await _is_read_only(engines):
            raise DatabaseAway(
                f"The database {shown(engines.writer.url)} is read-only: its server is a standby, or was made so. Give "
                "the address of the primary, or wait until it takes over."
            )
    except connecting_failed() as error:
        if not is_locked(error):  # whoever has it locked can write
            raise unusable(engines, error) from error


def _begin_writing(path: Path) -> None:
    """Begin to write, and leave it; without the asynchronous driver, whose worker thread dies noisily."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # which SQLite takes for a mere BEGIN where it may not write
        connection.execute("UPDATE alembic_version SET version_num = version_num")
        connection.execute("ROLLBACK")


async def _is_read_only(engines: Engines) -> bool:
    async with engines.writer.connect() as connection:
        return bool(await connection.scalar(text("SHOW transaction_read_only")) == "on")


def make_private(path: Path) -> None:
    """Make a file for a new database, readable to its owner alone; one that is there stays as it is."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError:  # it is there; or it cannot be made, which is said when it is opened
        return
