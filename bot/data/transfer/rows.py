"""All rows of a table in the order of its key, the same on both databases."""

from collections.abc import AsyncGenerator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.data.tables import metadata
from bot.kit.storage.columns import AnyRow

BATCH = 1000


async def ordered_rows(connection: AsyncConnection, table: Table) -> AsyncGenerator[Sequence[AnyRow], None]:
    """Yield the rows in batches; no more than one batch is in memory."""
    is_postgres = connection.dialect.name == "postgresql"
    query = select(*table.columns).order_by(*(_by_bytes(column, is_postgres) for column in table.primary_key.columns))
    result = await connection.stream(query.execution_options(yield_per=BATCH))
    async for rows in result.partitions():
        yield rows


def _by_bytes(column: ColumnElement[Any], is_postgres: bool) -> ColumnElement[Any]:
    """Order text by its bytes, as SQLite does; PostgreSQL would go by its language."""
    return column.collate("C") if is_postgres and isinstance(column.type, String) else column


async def counts(connection: AsyncConnection) -> dict[str, int]:
    """Return how many rows each table has."""
    return {
        table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
        for table in metadata.sorted_tables
    }


async def is_empty(connection: AsyncConnection) -> bool:
    """Return whether no table has a row."""
    for table in metadata.sorted_tables:
        if (await connection.execute(select(*table.primary_key.columns).limit(1))).first() is not None:
            return False
    return True
