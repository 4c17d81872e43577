"""Put a restored SQLite file in the place of the bot's, and keep the one that was there."""

import os
import shutil
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.data.transfer.errors import TransferRefused
from bot.data.transfer.files import put_into_place, rows_in
from bot.kit.storage.in_use import DatabaseInUse, take_over_file


def replace_file(new: Path, target: Path, at: datetime, *, force: bool) -> Path | None:
    """Put a finished file in a database's place; return where the one that had data is kept.

    Raises DatabaseInUse and TransferRefused before anything is changed.
    """
    if not target.exists():
        put_into_place(new, target)
        return None
    kept = target.with_name(f"{target.name}.before-restore-{at:%Y%m%dT%H%M%SZ}")
    try:
        held = take_over_file(target, str(target))
    except DatabaseInUse:
        raise
    except sqlite3.Error as error:
        if not force:
            raise TransferRefused(
                f"{target} is damaged ({error}). With --force it is kept beside the restored one."
            ) from error
        return _replace_damaged(new, target, kept)
    try:
        try:
            has_data = any(rows_in(held).values())
        except sqlite3.DatabaseError:
            has_data = True  # damaged further in
        if has_data and not force:
            raise TransferRefused(f"{target} has data already; nothing was changed. With --force it is kept beside.")
        held.execute("PRAGMA journal_mode = DELETE")  # all of it in one file now, and still locked
        _look_like(new, target)
        if has_data:
            _keep(target, kept)
        put_into_place(new, target)
    finally:
        held.close()
    return kept if has_data else None


def _replace_damaged(new: Path, target: Path, kept: Path) -> Path:
    """Keep a file that SQLite cannot open with all that lies beside it."""
    _look_like(new, target)
    for ending in ("-wal", "-shm", "-journal"):
        beside = target.with_name(target.name + ending)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + ending))
    _keep(target, kept)
    put_into_place(new, target)
    return kept


def _keep(target: Path, kept: Path) -> None:
    """Give the file a second name; so there is no moment without a database, in which a starting bot would make one."""
    try:
        kept.hardlink_to(target)
    except OSError:  # a file system without second names
        shutil.copy2(target, kept)


def _look_like(new: Path, old: Path) -> None:
    """Take over owner and permissions, so that the bot may open the file."""
    before = old.stat()
    new.chmod(before.st_mode & 0o777)
    with suppress(PermissionError, AttributeError):  # the latter on Windows
        os.chown(new, before.st_uid, before.st_gid)
