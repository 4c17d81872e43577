"""Compare two databases row by row, and value by value."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from itertools import zip_longest

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.data.tables import metadata
from bot.data.transfer.errors import RowsDiffer
from bot.data.transfer.rows import ordered_rows
from bot.kit.storage.columns import AnyRow


async def verify(source: AsyncConnection, target: AsyncConnection) -> dict[str, int]:
    """Read both sides of every table to the end; return the rows compared, or raise RowsDiffer."""
    return {table.name: await _verify_table(source, target, table) for table in metadata.sorted_tables}


async def _verify_table(source: AsyncConnection, target: AsyncConnection, table: Table) -> int:
    compared = 0
    async with aclosing(ordered_rows(source, table)) as ours, aclosing(ordered_rows(target, table)) as theirs:
        while True:
            wanted, found = await _next(ours), await _next(theirs)
            if not wanted and not found:
                return compared
            for one, other in zip_longest(wanted, found):
                if one is None or other is None or tuple(one) != tuple(other):
                    raise RowsDiffer(table.name, _key(table, one, other))
                compared += 1


async def _next(batches: AsyncIterator[Sequence[AnyRow]]) -> Sequence[AnyRow]:
    try:
        return await anext(batches)
    except StopAsyncIteration:  # anext with a default fails under greenlet
        return ()


def _key(table: Table, one: AnyRow | None, other: AnyRow | None) -> str:
    """Return the key of the row that is missing or differs: of two keys that differ, the first in order."""
    rows = [tuple(row._mapping[column] for column in table.primary_key.columns) for row in (one, other) if row]
    names = (column.name for column in table.primary_key.columns)
    return ", ".join(f"{name} {value}" for name, value in zip(names, min(rows), strict=True))
