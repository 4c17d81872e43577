"""One upsert for both dialects."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def insert_into(table: Table, dialect: str) -> Any:
    """Return the dialect's own insert, which can say what to do with a row that is there: both have the same methods.

    What SQLAlchemy knows of PostgreSQL takes 3 MB, so it is imported only where it is used.
    """
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    return sqlite.insert(table)


async def upsert(connection: AsyncConnection, table: Table, values: Mapping[str, object]) -> None:
    """Insert a row, or update the row that has the same primary key."""
    await upsert_all(connection, table, [values])


async def upsert_all(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows of the same columns, at least one, or update those that have the same primary key."""
    key = [column.name for column in table.primary_key.columns]
    statement = insert_into(table, connection.dialect.name)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in key}
    await connection.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), rows)


async def insert_new(connection: AsyncConnection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert a row unless a unique rule says that it is there; return whether it was inserted."""
    new = insert_into(table, connection.dialect.name).values(**values)
    result = await connection.execute(new.on_conflict_do_nothing())
    return result.rowcount == 1
