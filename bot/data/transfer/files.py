"""SQLite files as wholes: copied while in use, made to stand alone, checked, and put into place at once."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from bot.data.tables import metadata
from bot.data.transfer.errors import TransferFailed

_BESIDE = ("-wal", "-shm", "-journal")


@contextmanager
def working_file(final: Path) -> Iterator[Path]:
    """Give a new path beside a file, readable to its owner alone; what is left there in the end is removed."""
    path = final.with_name(f".{final.name}.partial-{os.getpid()}")
    try:
        _remove(path)
        path.touch(mode=0o600)
        yield path
    finally:
        _remove(path)


def _remove(path: Path) -> None:
    for name in (path.name, *(path.name + ending for ending in _BESIDE)):
        path.with_name(name).unlink(missing_ok=True)


def copy_file(source: Path, to: Path) -> None:
    """Copy a SQLite database as it is at one moment, also while others write to it; raises sqlite3.Error.

    All pages go in one step: in WAL mode that holds up no writer, and in smaller ones every write begins it anew.
    """
    address = f"{source.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True)) as reading, closing(sqlite3.connect(to)) as writing:
        reading.backup(writing)


def finish(path: Path) -> None:
    """Make a file stand alone, without -wal beside it, check it, and put it to disk; raises TransferFailed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        (found,) = connection.execute("PRAGMA integrity_check").fetchone()
        dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or dangling:
        raise TransferFailed(f"The file is damaged: {found if found != 'ok' else 'rows point at nothing'}.")
    _to_disk(path)


def put_into_place(path: Path, final: Path) -> int:
    """Rename a finished file at once, so that whoever looks finds the old one or the new one; return its bytes."""
    path.replace(final)
    _to_disk(final.parent)
    return final.stat().st_size


def _to_disk(path: Path) -> None:
    with suppress(PermissionError):  # Windows opens no folders
        number = os.open(path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def rows_in(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each of our tables has, of those that are there."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    names = (table.name for table in metadata.sorted_tables if table.name in there)
    return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608


def revision_in(path: Path) -> str | None:
    """Return the revision that a file is at, or None where it is none of ours; raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return None
            raise
    return row[0] if row else None
