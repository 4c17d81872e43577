"""A bot does not start on what it cannot write, nor beside another bot on one file."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.data.unusable import DatabaseAway, DatabaseUnusable, require_writable
from bot.data.up_to_date import migrate_if_needed
from bot.kit.storage.engines import Engines, make_engines, parse_database_url
from bot.kit.storage.in_use import SecondBot, alone_on, is_in_use


async def test_a_file_that_cannot_be_written_is_refused_at_the_start(
    sqlite_engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(sqlite_engines.writer.url.database or "")
    connect = sqlite3.connect

    def read_only(database: object, *given: object, **named: object) -> sqlite3.Connection:
        """Open it as a user would who may only read: root may always write, and tests may run as root."""
        return connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)

    monkeypatch.setattr("bot.data.unusable.sqlite3.connect", read_only)
    with pytest.raises(DatabaseUnusable, match="attempt to write a readonly database") as caught:
        await migrate_if_needed(sqlite_engines)
    assert caught.value.exit_code == 78


async def test_a_standby_is_refused_at_the_start_and_may_be_tried_again(postgres_engines: Engines) -> None:
    async with postgres_engines.writer.connect() as connection:
        name = await connection.scalar(text("SELECT current_database()"))
        await connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
        await connection.commit()
    await postgres_engines.dispose()
    with pytest.raises(DatabaseAway, match="is read-only") as caught:
        await require_writable(postgres_engines)
    assert caught.value.exit_code == 1


async def test_a_database_that_another_process_writes_to_may_be_used(sqlite_engines: Engines) -> None:
    with closing(sqlite3.connect(sqlite_engines.writer.url.database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await require_writable(sqlite_engines)


async def test_a_second_bot_on_one_file_is_refused_while_other_commands_go_on(sqlite_engines: Engines) -> None:
    url = sqlite_engines.writer.url
    with alone_on(url):
        with pytest.raises(SecondBot, match="Another bot runs on"), alone_on(url):
            pytest.fail("two bots ran on it")
        await require_writable(sqlite_engines)
        async with sqlite_engines.writer.begin() as connection:
            await connection.execute(text("SELECT 1"))
    with alone_on(url):
        pass


async def test_the_first_bots_hold_on_a_file_is_no_use_of_it(sqlite_engines: Engines) -> None:
    """What a restore looks for is open connections; a bot has those besides."""
    url = sqlite_engines.writer.url
    await sqlite_engines.dispose()
    with alone_on(url):
        assert not await is_in_use(sqlite_engines.writer)


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with alone_on(parse_database_url(f"sqlite:///{tmp_path / 'new.db'}")):
            assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


async def test_migrating_makes_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        engines = make_engines(parse_database_url(f"sqlite:///{tmp_path / 'new.db'}"))
        await migrate_if_needed(engines)
        await engines.dispose()
    finally:
        os.umask(before)
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600
