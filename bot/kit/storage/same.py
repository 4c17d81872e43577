"""Whether two addresses name one database, however they are written."""

import asyncio
import secrets
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_NUMBERS = 2**62


async def is_same(one: AsyncEngine, other: AsyncEngine) -> bool:
    """Return whether two engines lead to one database.

    Names, ports and sockets may differ where the server is one. So a lock of PostgreSQL's that holds for a database is
    taken through the one, and asked for through the other.
    """
    if one.dialect.name != other.dialect.name:
        return False
    if one.dialect.name == "sqlite":
        return await asyncio.to_thread(same_file, Path(one.url.database or ""), Path(other.url.database or ""))
    statement, number = text("SELECT pg_try_advisory_xact_lock(:number)"), {"number": secrets.randbelow(_NUMBERS)}
    async with one.connect() as holding, other.connect() as asking:
        await holding.execute(statement, number)
        return not await asking.scalar(statement, number)


def same_file(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one file that is there, also by links."""
    return one.exists() and other.exists() and one.samefile(other)
