"""What an operator does with the data: copy, back up, restore, export. Each prints what it did, a line at a time."""

import asyncio
import os
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from bot.config import Settings
from bot.data.migrating import NEWER, is_known, migrate, newest_revision
from bot.data.transfer.copying import Copied, check_source, copy_data
from bot.data.transfer.errors import TransferFailed, TransferRefused
from bot.data.transfer.files import copy_file, finish, put_into_place, revision_in, working_file
from bot.data.transfer.replacing import replace_file
from bot.data.transfer.server_rows import server_json
from bot.kit.clock import SystemClock
from bot.kit.errors import StorageUnavailable
from bot.kit.storage.address import parse_database_url, shown
from bot.kit.storage.availability import connecting_failed, reason_of
from bot.kit.storage.engines import Engines, make_engines
from bot.kit.storage.in_use import DatabaseInUse, is_in_use, take_over_file
from bot.kit.storage.last_times import LastTime, LastTimeRepository
from bot.kit.storage.same import is_same, same_file
from bot.kit.storage.transactions import Storage
from bot.servers.service.leaving import LeavingService, Retention
from bot.servers.storage.leaving import LeavingRepository

Say = Callable[[str], None]

_MEANWHILE = "Warning: {} was written to meanwhile; what was written after the copy began is not in it."
_KEPT_BESIDE = ("-wal", "-shm", "-journal")
"""How names of files end in which SQLite keeps what is not in the database yet."""
_STILL_IN_USE = "Warning: a bot seems to run on {}; what it writes from now on is not copied. Better stop it first."


async def copy_databases(source_text: str, target_text: str, say: Say) -> None:
    """Copy a whole database into another, empty one."""
    source_url, target_url = parse_database_url(source_text, "FROM"), parse_database_url(target_text, "TO")
    _require_file(source_url)
    async with _engines(source_url) as source, _engines(target_url) as target:
        if await is_in_use(source.writer):
            say(_STILL_IN_USE.format(_name(source_url)))
        await check_source(source, _name(source_url))
        if await is_same(source.writer, target.writer):
            raise TransferRefused("FROM and TO are the same database; nothing was changed. Give an empty one as TO.")
        await _migrate_unused(target, target_url)
        copied = await copy_data(source, target, _name(target_url))
    _say_rows(copied.rows, say)
    _warn_of_changes(copied, source_url, say)
    say(f"Copied and verified, row by row. Now set DATABASE_URL to {_name(target_url)} and start the bot.")


async def back_up(settings: Settings, file: Path, say: Say, *, force: bool = False) -> None:
    """Write the database as it is now to a new SQLite file, whichever database it is."""
    url = parse_database_url(settings.database_url)
    _require_file(url)
    await asyncio.to_thread(_require_no_database, file, url)
    if not force:
        _require_absent(file)
    _require_folder(file)
    with _plain_files(file), working_file(file) as work:
        if url.get_backend_name() == "sqlite":
            await asyncio.to_thread(_copy_plainly, Path(url.database or ""), work)
        else:
            async with _engines(url) as source, _engines(_file_url(work)) as target:
                await check_source(source, _name(url))
                await migrate(target)
                _say_rows((await copy_data(source, target, str(file))).rows, say)
        await asyncio.to_thread(_finish_plainly, work)
        revision = _require_ours(work, _name(url))
        size = put_into_place(work, file)
    await _note_backup(url)
    say(f"Backed up {_name(url)} at revision {revision} to {file} ({size:,} bytes), and checked it.")


async def restore(settings: Settings, file: Path, say: Say, *, force: bool = False) -> None:
    """Put a backup in the place of the configured database; an older one is migrated first."""
    url = parse_database_url(settings.database_url)
    _require_file(_file_url(file))
    is_sqlite = url.get_backend_name() == "sqlite"
    final = Path(url.database or "") if is_sqlite else Path(tempfile.gettempdir()) / "tollfree-restore"
    _require_folder(final)
    if is_sqlite and await asyncio.to_thread(same_file, file, final):
        raise TransferRefused(f"{file} is the database itself; nothing was changed. Name the backup.")
    with working_file(final) as work:
        await asyncio.to_thread(_copy_plainly, file, work)
        await asyncio.to_thread(_finish_plainly, work)
        revision = _require_ours(work, str(file))
        if revision != newest_revision():
            async with _engines(_file_url(work)) as engines:
                await migrate(engines)
            say(f"Migrated from revision {revision} to {newest_revision()}; {file} itself stays as it was.")
        if is_sqlite:
            await asyncio.to_thread(_finish_plainly, work)
            kept = await asyncio.to_thread(replace_file, work, final, SystemClock().now(), force=force)
            if kept:
                say(f"What was there is kept as {kept}.")
        else:
            async with _engines(_file_url(work)) as source, _engines(url) as target:
                await _migrate_unused(target, url)
                _say_rows((await copy_data(source, target, _name(url), replaces=force)).rows, say)
    say(f"Restored {file} into {_name(url)}.")


async def export_server(settings: Settings, server_id: int, out: Path | None, *, with_members: bool = True) -> None:
    """Write everything of one server as JSON to a new file, or to standard output."""
    url = parse_database_url(settings.database_url)
    _require_file(url)
    async with _engines(url) as engines:
        await check_source(engines, _name(url))
        await _require_known(engines, server_id)
        async with engines.reader.connect() as connection:
            if connection.dialect.name == "postgresql":
                await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            pieces = server_json(connection, server_id, with_members=with_members)
            if out is None:
                async for piece in pieces:
                    sys.stdout.write(piece)
            else:
                await _write_new(out, pieces)


async def forget_server(settings: Settings, server_id: int, say: Say) -> None:
    """Delete everything that is kept of one server."""
    url = parse_database_url(settings.database_url)
    _require_file(url)
    async with _engines(url) as engines:
        await check_source(engines, _name(url))
        await _require_known(engines, server_id)
        forgetting = LeavingService(Storage(engines), SystemClock(), Retention())
        _say_rows(await forgetting.forget(server_id), say)
    say(f"Nothing is kept of the server {server_id} any more. Backups from before still have it.")


async def _require_known(engines: Engines, server_id: int) -> None:
    async with Storage(engines).reading() as unit:
        if server_id not in await unit[LeavingRepository].known():
            raise TransferRefused(f"Nothing is kept of a server {server_id}. Check the id.")


async def _write_new(out: Path, pieces: AsyncIterator[str]) -> None:
    try:
        number = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise TransferRefused(f"{out} is there already. Take another name.") from error
    except OSError as error:
        raise TransferRefused(f"{out} cannot be written: {error.strerror}.") from error
    with open(number, "w", encoding="utf-8") as file:  # noqa: ASYNC230, PTH123 - nothing else runs; by number
        async for piece in pieces:
            file.write(piece)


@asynccontextmanager
async def _engines(url: URL) -> AsyncIterator[Engines]:
    """Give engines that are no bot's, and say in a sentence what goes wrong with them."""
    engines = make_engines(url, marks_use=False)
    try:
        yield engines
    except connecting_failed() as error:
        raise TransferFailed(
            f"The database did not do as asked: {reason_of(error)}. What was begun is taken back."
        ) from error
    finally:
        await engines.dispose()


async def _migrate_unused(engines: Engines, url: URL) -> None:
    """Bring a database to the newest revision, unless a bot runs on it; raises DatabaseInUse."""
    is_new_file = url.get_backend_name() == "sqlite" and not _is_file(url)
    if not is_new_file and await is_in_use(engines.writer):
        raise DatabaseInUse(_name(url))
    await migrate(engines)


def _is_file(url: URL) -> bool:
    return Path(url.database or "").is_file()


def _copy_plainly(source: Path, to: Path) -> None:
    try:
        copy_file(source, to)
    except sqlite3.Error as error:
        raise TransferFailed(f"{source} cannot be copied to {to.parent}: {error}.") from error


def _finish_plainly(path: Path) -> None:
    try:
        finish(path)
    except (sqlite3.Error, OSError) as error:
        raise TransferFailed(f"The copy cannot be used: {error}.") from error


def _require_ours(path: Path, which: str) -> str:
    revision = revision_in(path)
    if revision is None:
        raise TransferRefused(f"{which} holds no data of Tollfree.")
    if not is_known(revision):
        raise TransferRefused(NEWER)
    return revision


def _require_file(url: URL) -> None:
    """Refuse a SQLite file that is not there: opening it would make an empty one."""
    if url.get_backend_name() == "sqlite" and not _is_file(url):
        raise TransferRefused(f"There is no file {url.database}.")


def _require_no_database(file: Path, url: URL) -> None:
    """Refuse a target that is the database, or one that a bot runs on: it would be exchanged under the bot."""
    if file.is_dir():
        raise TransferRefused(f"{file} is a folder. Name a file in it.")
    if file.name.endswith(_KEPT_BESIDE):
        raise TransferRefused(f"{file} is what SQLite would call a part of a database in use. Take another name.")
    if not file.exists():
        return
    if url.get_backend_name() == "sqlite" and same_file(file, Path(url.database or "")):
        raise TransferRefused(f"{file} is the database itself. Name another file.")
    try:
        take_over_file(file, str(file)).close()
    except DatabaseInUse as error:
        raise TransferRefused(f"{file} is a database that a bot or another command uses. Name another file.") from error
    except sqlite3.Error:
        return  # no database, or a damaged one: --force replaces it


@contextmanager
def _plain_files(file: Path) -> Iterator[None]:
    """Say in a sentence where a file cannot be written."""
    try:
        yield
    except OSError as error:
        raise TransferFailed(f"{file} cannot be written: {error.strerror}.") from error


async def _note_backup(url: URL) -> None:
    """Store that there is a backup, for the figures; where that fails, there is one all the same."""
    async with _engines(url) as engines:
        with suppress(StorageUnavailable, SQLAlchemyError):
            async with Storage(engines).writing() as unit:
                await unit[LastTimeRepository].note(LastTime.BACKUP, SystemClock().now())


def _require_absent(file: Path) -> None:
    if file.exists():
        raise TransferRefused(f"{file} is there already. Take another name, or --force to replace it.")


def _require_folder(file: Path) -> None:
    if not file.absolute().parent.is_dir():
        raise TransferRefused(f"There is no folder {file.absolute().parent}.")


def _file_url(path: Path) -> URL:
    return URL.create("sqlite+aiosqlite", database=str(path))


def _name(url: URL) -> str:
    return shown(url)


def _say_rows(rows: Mapping[str, int], say: Say) -> None:
    for table, count in rows.items():
        say(f"{count:>9,}  {table}")


def _warn_of_changes(copied: Copied, source: URL, say: Say) -> None:
    if copied.source_changed:
        say(_MEANWHILE.format(_name(source)))
