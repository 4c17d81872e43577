"""A whole database, copied into another: every row, from one moment, verified, or not at all."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, Table, delete, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ask.storage import gaps
from bot.cli.maintenance import copy_databases
from bot.data.migrating import migrate
from bot.data.tables import metadata
from bot.data.transfer import copying
from bot.data.transfer.errors import RowsDiffer, TransferFailed, TransferRefused
from bot.data.transfer.rows import ordered_rows
from bot.kit.errors import TollfreeError
from bot.kit.storage.engines import Engines, make_engines, parse_database_url
from bot.kit.storage.in_use import take_over
from bot.leads.storage.tables import leads
from tests.data.full_database import MANY, NOON, collect, everything
from tests.databases import Databases
from tests.stored import FullUrlOf

PAIRS = [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "sqlite"), ("postgresql", "postgresql")]


async def address(kind: str, request: pytest.FixtureRequest, path: Path) -> str:
    """Return the address of a database that nobody used."""
    if kind == "sqlite":
        return f"sqlite:///{path}"
    databases: Databases = request.getfixturevalue("databases")
    return (await databases.empty()).render_as_string(hide_password=False)


def open_engines(url: str) -> Engines:
    """Return engines that do not mark the database as used by a bot."""
    return make_engines(parse_database_url(url), marks_use=False)


@pytest.fixture
def engines(empty_engines: Engines) -> Engines:
    """Give engines on a database that nobody used."""
    return empty_engines


@pytest.fixture(params=PAIRS, ids="-to-".join)
async def pair(request: pytest.FixtureRequest, full_url_of: FullUrlOf, tmp_path: Path) -> tuple[str, str]:
    """Give the addresses of a full database and of one that nobody used."""
    one = await full_url_of(request.param[0], tmp_path / "from.db")
    return one, await address(request.param[1], request, tmp_path / "to.db")


async def rows_of(url: str) -> dict[str, list[tuple[Any, ...]]]:
    engines = open_engines(url)
    try:
        return await everything(engines.reader)
    finally:
        await engines.dispose()


async def run(url: str, *statements: Any) -> None:
    engines = open_engines(url)
    async with engines.writer.begin() as connection:
        for statement in statements:
            await connection.execute(statement)
    await engines.dispose()


async def test_every_value_of_every_table_arrives_and_the_source_stays(pair: tuple[str, str]) -> None:
    before = await rows_of(pair[0])
    assert {name for name, rows in before.items() if not rows} == set(), "every table has rows here"
    lines, say = collect()
    await copy_databases(*pair, say)
    assert await rows_of(pair[1]) == before == await rows_of(pair[0])
    assert [line.split() for line in lines[:-1]] == [
        [f"{len(before[table.name]):,}", table.name] for table in metadata.sorted_tables
    ]
    assert lines[-1].startswith("Copied and verified, row by row.")


async def test_new_ids_go_on_after_the_largest_that_was_ever_given(pair: tuple[str, str]) -> None:
    engines = open_engines(pair[0])
    async with engines.writer.begin() as connection:
        largest = await connection.scalar(select(func.max(leads.c.id)))
        await connection.execute(delete(leads).where(leads.c.id == largest))
    await engines.dispose()
    await copy_databases(*pair, lambda _: None)
    engines = open_engines(pair[1])
    async with engines.writer.begin() as connection:
        old = (await connection.execute(select(leads).limit(1))).mappings().one()
        new = {**old, "token": "new", "link_key": "new"}
        del new["id"]
        assert (await connection.execute(insert(leads).values(**new))).inserted_primary_key == (largest + 1,)
        filed = await connection.execute(insert(gaps).values(page_id="a", filed_at=NOON))
        assert filed.inserted_primary_key == (MANY + 1,)
    await engines.dispose()


async def test_a_target_with_data_is_refused_and_stays(pair: tuple[str, str]) -> None:
    await copy_databases(*pair, lambda _: None)
    await run(pair[1], delete(gaps).where(gaps.c.id > 1))
    before = await rows_of(pair[1])
    with pytest.raises(TransferRefused, match="has data already; nothing was changed"):
        await copy_databases(*pair, lambda _: None)
    assert await rows_of(pair[1]) == before


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_one_database_by_two_names_is_refused_as_that(kind: str, full_url_of: FullUrlOf, tmp_path: Path) -> None:
    one = await full_url_of(kind, tmp_path / "from.db")
    (tmp_path / "to.db").symlink_to(tmp_path / "from.db")
    other = f"sqlite:///{tmp_path / 'to.db'}" if kind == "sqlite" else f"{one}&application_name=other"
    before = await rows_of(one)
    for target in (one, other):
        with pytest.raises(TransferRefused, match="the same database; nothing was changed"):
            await copy_databases(one, target, lambda _: None)
    assert await rows_of(one) == before


async def test_a_source_at_an_older_revision_is_refused_and_not_migrated(engines: Engines, tmp_path: Path) -> None:
    await migrate(engines, "0006")
    url = engines.writer.url.render_as_string(hide_password=False)
    with pytest.raises(TransferRefused, match=r"at revision 0006.*run `tollfree migrate`"):
        await copy_databases(url, f"sqlite:///{tmp_path / 'to.db'}", lambda _: None)
    async with engines.reader.connect() as connection:
        assert await connection.scalar(text("SELECT version_num FROM alembic_version")) == "0006"
    assert not (tmp_path / "to.db").exists()


async def test_a_source_that_is_newer_or_none_of_ours_is_refused(engines: Engines, tmp_path: Path) -> None:
    url = engines.writer.url.render_as_string(hide_password=False)
    async with engines.writer.begin() as connection:
        await connection.execute(text("CREATE TABLE something_else (a INTEGER)"))
    with pytest.raises(TransferRefused, match="holds no data of Tollfree"):
        await copy_databases(url, f"sqlite:///{tmp_path / 'to.db'}", lambda _: None)
    await migrate(engines)
    async with engines.writer.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(TransferRefused, match="made by a newer version"):
        await copy_databases(url, f"sqlite:///{tmp_path / 'to.db'}", lambda _: None)
    assert not (tmp_path / "to.db").exists()


def test_a_source_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(TransferRefused, match="There is no file"):
        asyncio.run(
            copy_databases(f"sqlite:///{tmp_path / 'no.db'}", f"sqlite:///{tmp_path / 'to.db'}", lambda _: None)
        )
    assert list(tmp_path.iterdir()) == []


async def test_writes_after_the_copy_began_are_not_in_it_and_sqlite_tells(
    pair: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await rows_of(pair[0])

    async def busy(connection: AsyncConnection, table: Table) -> AsyncIterator[Sequence[Row[Any]]]:
        if table is gaps:  # some tables are copied by now, and some are not
            await run(pair[0], insert(gaps).values(page_id="late", filed_at=NOON), delete(leads))
        async for rows in ordered_rows(connection, table):
            yield rows

    monkeypatch.setattr(copying, "ordered_rows", busy)
    lines, say = collect()
    await copy_databases(*pair, say)
    assert await rows_of(pair[1]) == before
    assert await rows_of(pair[0]) != before
    warned = [line for line in lines if "was written to meanwhile" in line]
    assert len(warned) == (1 if pair[0].startswith("sqlite") else 0)


CHANGED = "UPDATE gaps SET question = 'x' WHERE id = NEW.id"
LOST = "DELETE FROM gaps WHERE id = NEW.id"


def trigger(kind: str, what: str) -> list[str]:
    """Return the statements that make a database keep row 1203 of the gaps otherwise than it is given."""
    if kind == "sqlite":
        return [f"CREATE TRIGGER t AFTER INSERT ON gaps WHEN NEW.id = 1203 BEGIN {what}; END"]
    return [
        f"CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {what}; RETURN NULL; END $$",
        "CREATE TRIGGER t AFTER INSERT ON gaps FOR EACH ROW WHEN (NEW.id = 1203) EXECUTE FUNCTION f()",
    ]


@pytest.mark.parametrize("what", [CHANGED, LOST], ids=["changed", "lost"])
async def test_a_row_that_arrives_otherwise_is_named_and_nothing_is_kept(
    engines: Engines, full_url_of: FullUrlOf, tmp_path: Path, what: str
) -> None:
    source = open_engines(await full_url_of("sqlite", tmp_path / "from.db"))
    target = open_engines(engines.writer.url.render_as_string(hide_password=False))
    await migrate(target)
    async with target.writer.begin() as connection:
        for statement in trigger(connection.dialect.name, what):
            await connection.execute(text(statement))
    with pytest.raises(RowsDiffer, match="table gaps, id 1203"):
        await copying.copy_data(source, target, "it")
    assert not any((await everything(target.reader)).values())
    await source.dispose()
    await target.dispose()


async def test_text_too_long_for_postgresql_names_the_table_and_keeps_nothing(
    databases: Databases, full_url_of: FullUrlOf, tmp_path: Path
) -> None:
    path = tmp_path / "from.db"
    await full_url_of("sqlite", path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE gaps SET page_id = ? WHERE id = 7", ("x" * 61,))  # SQLite keeps to no length
        connection.commit()
    to = (await databases.empty()).render_as_string(hide_password=False)
    with pytest.raises(TransferFailed, match=r"The table gaps cannot be copied: value too long.*varying\(60\)\."):
        await copy_databases(f"sqlite:///{path}", to, lambda _: None)
    assert not any((await rows_of(to)).values())


async def test_a_target_on_which_a_bot_runs_is_refused(engines: Engines, tmp_path: Path) -> None:
    source = open_engines(f"sqlite:///{tmp_path / 'from.db'}")
    await migrate(source)
    await source.dispose()
    await migrate(engines)  # a bot's engines: they hold their connection from now on
    url = engines.writer.url.render_as_string(hide_password=False)
    with pytest.raises(TollfreeError, match=r"is in use: a bot or another command is running on it. Stop it first"):
        await copy_databases(f"sqlite:///{tmp_path / 'from.db'}", url, lambda _: None)
    await engines.dispose()
    await copy_databases(f"sqlite:///{tmp_path / 'from.db'}", url, lambda _: None)


async def test_a_source_on_which_a_bot_runs_is_warned_of(engines: Engines, tmp_path: Path) -> None:
    await migrate(engines)
    lines, say = collect()
    url = engines.writer.url.render_as_string(hide_password=False)
    await copy_databases(url, f"sqlite:///{tmp_path / 'to.db'}", say)
    assert "a bot seems to run on" in lines[0]


async def test_a_bot_does_not_start_while_its_database_is_being_filled(databases: Databases) -> None:
    url = (await databases.empty()).render_as_string(hide_password=False)
    ours, bot = open_engines(url), make_engines(parse_database_url(url))
    async with ours.writer.begin() as connection:
        await take_over(connection, "it")
        with pytest.raises(TollfreeError, match="being copied into or restored"):
            await migrate(bot)
    await migrate(bot)
    await ours.dispose()
    await bot.dispose()


def test_every_table_has_a_key_to_be_compared_by() -> None:
    for table in metadata.tables.values():
        assert table.primary_key.columns, table.name
