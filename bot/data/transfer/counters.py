"""What the databases count up: a number that was given once must not be given again after a move."""

from sqlalchemy import Column, Table, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.data.tables import metadata


async def carry_counters(source: AsyncConnection, target: AsyncConnection) -> None:
    """Let new ids of the target go on after the largest that the source ever gave, rows deleted since included."""
    for table in metadata.sorted_tables:
        if (column := table.autoincrement_column) is not None:
            last = max(await _last_given(source, table, column), await _largest(target, column))
            if last:
                await _go_on_after(target, table, column, last)


async def _largest(connection: AsyncConnection, column: Column[int]) -> int:
    return await connection.scalar(select(func.max(column))) or 0


async def _last_given(connection: AsyncConnection, table: Table, column: Column[int]) -> int:
    if connection.dialect.name == "sqlite":
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        return await connection.scalar(query, {"name": table.name}) or 0
    sequence = await _sequence(connection, table, column)
    query = text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608 - named by the server
    return await connection.scalar(query) or 0


async def _go_on_after(connection: AsyncConnection, table: Table, column: Column[int], last: int) -> None:
    if connection.dialect.name == "postgresql":
        sequence = await _sequence(connection, table, column)
        await connection.execute(
            text("SELECT setval(CAST(:name AS regclass), :last)"), {"name": sequence, "last": last}
        )
    elif table.dialect_options["sqlite"]["autoincrement"]:  # the others take the largest by themselves
        given = {"name": table.name, "last": last}
        await connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), given)
        await connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), given)


async def _sequence(connection: AsyncConnection, table: Table, column: Column[int]) -> str:
    query = text("SELECT pg_get_serial_sequence(:table, :column)")
    name: str | None = await connection.scalar(query, {"table": table.name, "column": column.name})
    assert name is not None, f"{table.name}.{column.name} counts by a sequence"
    return name
