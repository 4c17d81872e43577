"""A database that is at the newest revision is left alone; any other goes to Alembic."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.data.migrating import migrate, newest_revision
from bot.data.up_to_date import migrate_if_needed, newest_by_name
from bot.kit.storage.engines import Engines
from tests.written_pages import write_knowledge

ROOT = Path(__file__).parents[2]


@pytest.fixture
def engines(empty_engines: Engines) -> Engines:
    """Give engines on a database that nobody used."""
    return empty_engines


def test_the_newest_file_by_name_is_the_newest_revision() -> None:
    assert newest_by_name() == newest_revision()


async def test_an_empty_or_an_older_database_is_migrated(engines: Engines) -> None:
    await migrate(engines, "0003")
    await migrate_if_needed(engines)
    async with engines.reader.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM digests")) == 0


_STARTS = """
import asyncio, sys
from bot.app import open_app
from bot.config import Settings

async def start(url):
    async with open_app(Settings(_env_file=None, database_url=url, knowledge_dir=sys.argv[1])):
        print(*sorted({"alembic", "mako", "PIL", "tldextract", "bot.ask.engine.minilm"} & set(sys.modules)))

for url in sys.argv[2:]:
    asyncio.run(start(url))
"""


def test_a_second_start_imports_neither_alembic_nor_pillow(sqlite_url: str, tmp_path: Path) -> None:
    pages = write_knowledge(tmp_path / "knowledge")
    command = [sys.executable, "-c", _STARTS, str(pages), sqlite_url, f"sqlite:///{tmp_path / 'empty.db'}"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert said.splitlines() == ["", "alembic mako"], "the second of them had to migrate"
