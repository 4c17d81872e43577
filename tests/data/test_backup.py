"""Backups: whole while the bot runs, checked, and put back without losing what was there."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.cli.maintenance import back_up, restore
from bot.config import Settings
from bot.data.migrating import migrate, newest_revision
from bot.data.transfer.errors import TransferFailed, TransferRefused
from bot.kit.errors import TollfreeError
from bot.kit.storage.engines import Engines, make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from tests.data.full_database import collect, everything, fill
from tests.databases import Databases
from tests.stored import FullUrlOf
from tests.world import World

ROOT = Path(__file__).parents[2]


def quiet(_: str) -> None:
    """Print nothing."""


def settings(engines: Engines | Path) -> Settings:
    """Return settings on a database."""
    if isinstance(engines, Path):
        return Settings(_env_file=None, database_url=f"sqlite:///{engines}")
    return Settings(_env_file=None, database_url=engines.writer.url.render_as_string(hide_password=False))


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def content_of(path: Path) -> bytes:
    """Return a file's bytes."""
    return path.read_bytes()


def write(path: Path, words: str) -> None:
    """Write a file."""
    path.write_text(words)


async def rows_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    engines = make_engines(parse_database_url(f"sqlite:///{path}"))
    try:
        return await everything(engines.reader)
    finally:
        await engines.dispose()


@pytest.fixture
def engines(empty_engines: Engines) -> Engines:
    """Give engines on a database that nobody used."""
    return empty_engines


@pytest.fixture
async def file(tmp_path: Path, full_url_of: FullUrlOf) -> Path:
    """Give a backup of a full SQLite database."""
    engines = make_engines(parse_database_url(await full_url_of("sqlite", tmp_path / "first.db")))
    await back_up(settings(engines), tmp_path / "backup.db", quiet)
    await engines.dispose()
    return tmp_path / "backup.db"


async def test_a_backup_of_either_database_has_every_row_while_a_bot_runs(
    full_engines: Engines, tmp_path: Path
) -> None:
    engines = full_engines
    before = await everything(engines.reader)
    (tmp_path / "out").mkdir()
    lines, say = collect()
    await back_up(settings(engines), tmp_path / "out" / "b.db", say)
    assert names(tmp_path / "out") == ["b.db"], "one file, and nothing beside it"
    assert (tmp_path / "out" / "b.db").stat().st_mode & 0o777 == 0o600
    after = await everything(engines.reader)
    assert await rows_of(tmp_path / "out" / "b.db") == before
    assert after.pop("last_times") != before.pop("last_times"), "the moment of the backup is noted"
    assert after == before
    assert lines[-1].startswith("Backed up ")


async def test_a_backup_in_the_middle_of_a_storm_of_votes_is_from_one_moment(tmp_path: Path) -> None:
    path = tmp_path / "storm.db"
    engines = make_engines(parse_database_url(f"sqlite:///{path}"))
    await migrate(engines)
    lead = await World(Storage(engines)).lead()
    await engines.dispose()
    command = (sys.executable, "-m", "tests.leads.vote_storm", str(path), str(lead.id))
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert child.stdout is not None
    try:
        acknowledged = rows = 0
        for number in range(5):
            while acknowledged < rows + 50:
                assert await child.stdout.readline(), "it votes on"
                acknowledged += 1
            backup = tmp_path / f"{number}.db"
            await back_up(settings(path), backup, quiet)
            with closing(sqlite3.connect(backup)) as connection:
                [(counter, rows)] = connection.execute("SELECT upvotes, (SELECT count(*) FROM lead_votes) FROM leads")
            assert counter == rows
            assert rows >= acknowledged, "all that was acknowledged before is in it"
    finally:
        child.kill()
        await child.communicate()


async def test_a_backup_replaces_no_file_unless_by_force(file: Path, tmp_path: Path) -> None:
    before = content_of(file)
    with pytest.raises(TransferRefused, match="is there already"):
        await back_up(settings(tmp_path / "first.db"), file, quiet)
    assert content_of(file) == before
    write(file, "old")
    await back_up(settings(tmp_path / "first.db"), file, quiet, force=True)
    assert content_of(file)[:6] == b"SQLite"


async def test_a_damaged_database_is_not_taken_for_a_backup(tmp_path: Path, file: Path) -> None:
    path = tmp_path / "first.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[4096 * 20 : 4096 * 40] = b"\xff" * (4096 * 20)
    path.write_bytes(content)
    with pytest.raises(TransferFailed, match=r"damaged|malformed"):
        await back_up(settings(path), tmp_path / "other.db", quiet)
    assert not [name for name in names(tmp_path) if "other" in name]


async def test_a_backup_restores_into_either_database(engines: Engines, file: Path) -> None:
    before = await rows_of(file)
    content = content_of(file)
    await restore(settings(engines), file, quiet)
    assert await everything(engines.reader) == before
    assert content_of(file) == content, "the backup itself stays as it was"


async def test_data_are_replaced_by_force_alone(engines: Engines, file: Path, tmp_path: Path) -> None:
    storage = Storage(engines)
    await migrate(engines)
    await World(storage).lead()
    theirs = await everything(engines.reader)
    await engines.dispose()
    with pytest.raises(TransferRefused, match="has data already; nothing was changed"):
        await restore(settings(engines), file, quiet)
    assert await everything(engines.reader) == theirs
    await engines.dispose()
    lines, say = collect()
    await restore(settings(engines), file, say, force=True)
    assert await everything(engines.reader) == await rows_of(file)
    if engines.writer.dialect.name == "sqlite":
        [kept] = [name for name in names(tmp_path) if name.startswith("test.db.before-restore-")]
        assert await rows_of(tmp_path / kept) == theirs
        assert kept in lines[0]


async def test_a_backup_of_postgresql_restores_into_postgresql(databases: Databases, tmp_path: Path) -> None:
    one, other = [
        make_engines(parse_database_url((await databases.empty()).render_as_string(hide_password=False)))
        for _ in range(2)
    ]
    await fill(one)
    await back_up(settings(one), tmp_path / "b.db", quiet)
    await restore(settings(other), tmp_path / "b.db", quiet)
    restored, there = await everything(other.reader), await everything(one.reader)
    del restored["last_times"], there["last_times"]  # the moment of the backup is noted after it
    assert restored == there
    await World(Storage(other), numbers=count(1000)).lead()  # new ids do not meet old ones
    await one.dispose()
    await other.dispose()


async def test_nothing_is_restored_under_a_running_bot(engines: Engines, file: Path) -> None:
    await migrate(engines)
    before = await everything(engines.reader)
    with pytest.raises(TollfreeError, match="is in use: a bot or another command"):
        await restore(settings(engines), file, quiet, force=True)
    assert await everything(engines.reader) == before


@pytest.mark.parametrize("revision", ["0001", "0005", "0006"])
async def test_an_older_backup_is_migrated_and_itself_left(tmp_path: Path, engines: Engines, revision: str) -> None:
    old = make_engines(parse_database_url(f"sqlite:///{tmp_path / 'old.db'}"))
    await migrate(old, revision)
    async with old.writer.begin() as connection:
        await connection.exec_driver_sql("INSERT INTO command_syncs VALUES (1, 'a', '2026-11-22 12:00:00.000000')")
    await old.dispose()
    await back_up(settings(tmp_path / "old.db"), tmp_path / "backup.db", quiet)  # before an upgrade, with the new code
    content = content_of(tmp_path / "backup.db")
    lines, say = collect()
    await restore(settings(engines), tmp_path / "backup.db", say)
    assert f"Migrated from revision {revision} to {newest_revision()}" in lines[0]
    assert len((await everything(engines.reader))["command_syncs"]) == 1
    assert content_of(tmp_path / "backup.db") == content


async def test_a_backup_that_is_newer_or_no_backup_changes_nothing(
    engines: Engines, tmp_path: Path, file: Path
) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE a (b)")
    with pytest.raises(TransferRefused, match="holds no data of Tollfree"):
        await restore(settings(engines), other, quiet)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(TransferRefused, match="made by a newer version"):
        await restore(settings(engines), file, quiet)
    write(file, "no database" * 100)
    with pytest.raises(TransferFailed, match="file is not a database"):
        await restore(settings(engines), file, quiet)
    with pytest.raises(TransferRefused, match="There is no file"):
        await restore(settings(engines), tmp_path / "nowhere.db", quiet)
    assert not (tmp_path / "test.db").exists()
    assert not [name for name in names(tmp_path) if "partial" in name]


async def test_a_damaged_database_is_kept_beside_what_replaces_it(file: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    write(damaged, "this was a database once" * 100)
    with pytest.raises(TransferRefused, match="is damaged"):
        await restore(settings(damaged), file, quiet)
    await restore(settings(damaged), file, quiet, force=True)
    assert await rows_of(damaged) == await rows_of(file)
    [kept] = [name for name in names(tmp_path) if name.startswith("damaged.db.before-restore-")]
    assert content_of(tmp_path / kept).startswith(b"this was a database once")


async def test_restoring_keeps_the_permissions_of_the_database(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "first.db"
    path.chmod(0o640)
    await restore(settings(path), file, quiet, force=True)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("force", [True, False])
async def test_a_backup_over_the_database_itself_is_refused(
    sqlite_engines: Engines, tmp_path: Path, force: bool
) -> None:
    await fill(sqlite_engines)
    live = Path(sqlite_engines.writer.url.database or "")
    other_name = tmp_path / "other-name.db"
    other_name.hardlink_to(live)
    for target in (live, other_name):
        with pytest.raises(TransferRefused, match="is the database itself"):
            await back_up(settings(sqlite_engines), target, quiet, force=force)
    assert await everything(sqlite_engines.reader)


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
async def test_a_backup_over_what_is_not_in_the_database_yet_is_refused(
    sqlite_engines: Engines, tmp_path: Path, ending: str
) -> None:
    await fill(sqlite_engines)
    live = Path(sqlite_engines.writer.url.database or "")
    beside = live.with_name(live.name + ending)
    before = beside.read_bytes() if beside.exists() else None
    with pytest.raises(TransferRefused, match="part of a database in use"):
        await back_up(settings(sqlite_engines), beside, quiet, force=True)
    assert (beside.read_bytes() if beside.exists() else None) == before
    assert await everything(sqlite_engines.reader)


async def test_a_backup_over_another_bots_database_is_refused(sqlite_engines: Engines, tmp_path: Path) -> None:
    await fill(sqlite_engines)
    copied = tmp_path / "other.db"
    await back_up(settings(sqlite_engines), copied, quiet)
    other = make_engines(parse_database_url(f"sqlite:///{copied}"))
    async with other.reader.connect() as connection:
        await connection.exec_driver_sql("SELECT count(*) FROM leads")
        with pytest.raises(TransferRefused, match="a bot or another command uses"):
            await back_up(settings(sqlite_engines), copied, quiet, force=True)
    await other.dispose()


@pytest.mark.parametrize("force", [True, False])
async def test_a_backup_where_nothing_may_be_written_is_told(
    sqlite_engines: Engines, tmp_path: Path, force: bool
) -> None:
    with pytest.raises(TransferRefused, match="is a folder"):
        await back_up(settings(sqlite_engines), tmp_path, quiet, force=force)
    with pytest.raises(TransferFailed, match=r"b\.db cannot be written: "):
        await back_up(settings(sqlite_engines), Path("/proc/b.db"), quiet, force=force)
