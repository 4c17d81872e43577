"""Everything that is kept of one server, as JSON."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.data.tables import metadata
from bot.data.transfer.rows import BATCH
from bot.kit.storage.columns import is_apart, is_for_the_member_alone, is_of_two, member_columns
from bot.kit.storage.plain_values import plain_value
from bot.servers.storage.leaving import rows_of_server

_NAMES = frozenset({"poster_name", "poster_key", "member_key"})


async def server_json(connection: AsyncConnection, guild_id: int, *, with_members: bool) -> AsyncIterator[str]:
    """Yield one JSON object piece by piece: rows by table; ids are text, moments ISO 8601, keys hexadecimal.

    Without members, every member is a number of this file alone, posters have no name, and what two said to each other
    is left out. What is for each member alone is left out either way.
    """
    members = None if with_members else _Numbers()
    yield f'{{"server_id": "{guild_id}"'
    for table in metadata.sorted_tables:
        theirs = rows_of_server(table, guild_id)
        if theirs is None or is_for_the_member_alone(table):
            continue
        yield f',\n"{table.name}": ['
        between = "\n"
        query = select(table).where(theirs).order_by(*table.primary_key.columns)
        result = await connection.stream(query.execution_options(yield_per=BATCH))
        async for row in result.mappings():
            yield between + json.dumps(dict(_values(table, row, members)), ensure_ascii=False)
            between = ",\n"
        yield "]"
    yield "}\n"


class _Numbers:
    """Numbers members in the order in which they appear."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, object], str] = {}

    def of(self, member_id: int | None, *, apart: object = None) -> str | None:
        """Return a member's number; `apart` from everything else of theirs where it tells that from the rest."""
        if member_id is None:
            return None
        return self._numbers.setdefault((member_id, apart), f"member {len(self._numbers) + 1}")


def _apart(table: Table, row: Any) -> object:
    """Return what tells a row from all else of the same member: a pseudonymous lead, a message, a question."""
    if table.name == "leads" and row["is_pseudonymous"]:
        return ("lead", row["id"])
    if table.name == "outbox" or is_apart(table):
        return (table.name, *(row[column] for column in table.primary_key.columns))
    return None


def _values(table: Table, row: Any, members: _Numbers | None) -> Iterator[tuple[str, Any]]:
    for column in table.columns:
        value = row[column]
        if members is not None and column in member_columns():
            yield column.name, members.of(value, apart=_apart(table, row))
        elif members is not None and (is_of_two(column) or column.name in _NAMES):
            yield column.name, None
        else:
            yield column.name, plain_value(column.name, value)
