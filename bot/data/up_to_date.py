"""See whether a database needs migrating, without Alembic: it costs a running bot 11 MB, and is seldom needed."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from bot.data.unusable import require_writable
from bot.kit.storage.availability import connecting_failed
from bot.kit.storage.engines import Engines
from bot.kit.storage.postgres import refuse_pooler

_QUERY = "SELECT version_num FROM alembic_version"
_VERSIONS = Path(__file__).parent / "migrations" / "versions"


async def migrate_if_needed(engines: Engines) -> None:
    """Bring the database to the newest revision; raises DatabaseUnusable and DatabasePooled."""
    if not await _is_newest(engines):
        from bot.data.migrating import migrate

        await migrate(engines)
    await require_writable(engines)


def newest_by_name() -> str:
    """Return the newest revision, by the names of the files: `0007_digests.py` is revision 0007."""
    return max(path.name for path in _VERSIONS.glob("[0-9]*.py")).partition("_")[0]


async def _is_newest(engines: Engines) -> bool:
    """Return whether the database says that it is; where it cannot be asked, it is not."""
    try:
        return await _revisions(engines) == [newest_by_name()]
    except connecting_failed():
        return False


async def _revisions(engines: Engines) -> list[str]:
    if engines.for_votes is not None:
        return await asyncio.to_thread(_revisions_in_file, engines.for_votes.url.database or "")
    await refuse_pooler(engines.writer)
    async with engines.reader.connect() as connection:
        return list(await connection.scalars(text(_QUERY)))


def _revisions_in_file(path: str) -> list[str]:
    """Read without the asynchronous driver, whose worker thread dies noisily where it cannot open a file."""
    with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return [revision for (revision,) in connection.execute(_QUERY)]
