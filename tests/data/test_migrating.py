from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select, text

from bot.data.migrating import DatabaseUnusable, migrate, newest_revision, schema_differences
from bot.data.tables import metadata
from bot.data.up_to_date import migrate_if_needed
from bot.following.storage.tables import followers
from bot.kit.storage.command_syncs import command_syncs
from bot.kit.storage.engines import DatabaseUrlInvalid, Engines, make_engines, parse_database_url
from bot.leads.storage.tables import lead_votes, leads
from bot.servers.storage.audit import audit_log
from bot.servers.storage.settings import guild_settings
from tests.databases import Prepare

both_ways = pytest.mark.parametrize("bring", [migrate, migrate_if_needed])
"""By `tollfree migrate`, and as each start does."""


@pytest.fixture
def engines(empty_engines: Engines) -> Engines:
    """Give engines on a database that nobody used."""
    return empty_engines


async def test_the_migrations_make_the_tables_of_the_code(engines: Engines) -> None:
    await migrate(engines)
    await schema_differences(engines)  # raises where they disagree
    async with engines.writer.connect() as connection:
        names = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
    assert names == {*metadata.tables, "alembic_version"}


async def test_migrating_twice_changes_nothing(engines: Engines) -> None:
    await migrate(engines)
    await migrate(engines)
    async with engines.writer.connect() as connection:
        assert await connection.scalar(text("SELECT version_num FROM alembic_version")) == newest_revision()


@both_ways
async def test_a_database_from_a_newer_version_is_refused(engines: Engines, bring: Prepare) -> None:
    await bring(engines)
    async with engines.writer.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnusable, match="made by a newer version"):
        await bring(engines)


@both_ways
async def test_a_file_that_is_no_database_is_told_plainly(tmp_path: Path, bring: Prepare) -> None:
    path = tmp_path / "notes.db"
    path.write_text("these are notes, not a database " * 50)
    engines = make_engines(parse_database_url(f"sqlite:///{path}"))
    with pytest.raises(DatabaseUnusable, match="file is not a database"):
        await bring(engines)
    await engines.dispose()


async def test_a_folder_that_does_not_exist_is_told_plainly(tmp_path: Path) -> None:
    engines = make_engines(parse_database_url(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}"))
    with pytest.raises(DatabaseUnusable, match="unable to open database file"):
        await migrate(engines)
    await engines.dispose()


async def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    engines = make_engines(parse_database_url("postgresql://me:hush@127.0.0.1:1/none"))
    with pytest.raises(DatabaseUnusable) as caught:
        await migrate(engines)
    assert "hush" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)
    await engines.dispose()


@pytest.mark.parametrize("text", ["mysql://u:hush@h/db", "not a url", "sqlite://", "sqlite:///:memory:", ""])
def test_other_addresses_are_refused_without_their_password(text: str) -> None:
    with pytest.raises(DatabaseUrlInvalid) as caught:
        parse_database_url(text)
    assert "hush" not in str(caught.value)


def test_usual_spellings_get_our_drivers() -> None:
    assert parse_database_url("sqlite:///a.db").drivername == "sqlite+aiosqlite"
    assert parse_database_url("postgresql://u@h/d").drivername == "postgresql+asyncpg"
    assert parse_database_url("postgres://u@h/d").drivername == "postgresql+asyncpg"


DATA = {
    "0001": "INSERT INTO command_syncs VALUES (1, 'a', '2026-11-22 12:00:00+00:00')",
    "0002": "INSERT INTO guild_settings VALUES (1, 2, 3, 4, 0, 3, TRUE, '2026-11-22 12:00:00+00:00')",
    "0003": (
        "INSERT INTO leads (guild_id, token, kind, title, organisation, how_to_ask, workplace, tie, status, shelf, "
        "is_pseudonymous, poster_id, created_at, posted_at, life_from, expires_at, upvotes, worked, reports, closures, "
        "rank, review_reasons) SELECT 1, 't', 'referral', 'A', 'B', 'Ask', 'remote', 'none', 'live', 'live', FALSE, 5, "
        "synced_at, synced_at, synced_at, synced_at, 1, 0, 0, 0, 7, '' FROM command_syncs"
    ),
    "0004": "INSERT INTO lead_votes SELECT id, 6, 'up', created_at FROM leads",
    "0005": "INSERT INTO audit_log (guild_id, act, lead_id, at) SELECT 1, 'approved', id, created_at FROM leads",
    "0008": "INSERT INTO followers (member_id, last_on, claimed_until) SELECT 9, '2026-11-22', created_at FROM leads",
}
TABLE_OF = dict(zip(DATA, (command_syncs, guild_settings, leads, lead_votes, audit_log, followers), strict=True))


@pytest.mark.parametrize("start", list(DATA))
async def test_data_of_every_earlier_revision_is_still_there_after_migrating(engines: Engines, start: str) -> None:
    reached = [revision for revision in DATA if revision <= start]
    for revision in reached:
        await migrate(engines, revision)
        async with engines.writer.begin() as connection:
            await connection.execute(text(DATA[revision]))
    await migrate(engines)
    await schema_differences(engines)
    async with engines.writer.connect() as connection:
        for revision in reached:
            assert await connection.scalar(select(func.count()).select_from(TABLE_OF[revision])) == 1
