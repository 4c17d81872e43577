"""Repositories: what was published, as it is shown, and in which months."""

import json
from datetime import date

import sqlalchemy as sa
from sqlalchemy import delete, select

from bot.kit.storage.columns import AnyRow
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new, upsert
from bot.outcomes.model.answers import CHOICES, Question
from bot.outcomes.model.table import Shown, Table
from bot.outcomes.storage.tables import outcome_months, outcome_tables, pooled_outcome_tables


class PublishedRepository(Repository):
    """What stands of each role in a server, or in all that pool; those are the server None."""

    async def get(self, guild_id: int | None, role_id: str) -> Table | None:
        """Return what stands of a role, or was withdrawn; None where nothing was ever published."""
        query = _select(guild_id)
        row = (await self._connection.execute(query.where(query.selected_columns.role_id == role_id))).first()
        return _table_of(row) if row else None

    async def all_of(self, guild_id: int | None) -> dict[str, Table]:
        """Return everything of a server by role, what was withdrawn too."""
        rows = await self._connection.execute(_select(guild_id))
        return {row.role_id: _table_of(row) for row in rows}

    async def servers(self) -> list[int]:
        """Return the servers of which something was published."""
        query = select(outcome_tables.c.guild_id).distinct().order_by(outcome_tables.c.guild_id)
        return list(await self._connection.scalars(query))

    async def put(self, guild_id: int | None, role_id: str, table: Table) -> None:
        """Store what stands of a role from now on."""
        row = {"role_id": role_id, "month": table.month, "people": table.people, "since": table.since}
        row["shown"] = json.dumps(_by_name(table.shown))
        if guild_id is None:
            await upsert(self._connection, pooled_outcome_tables, row)
        else:
            await upsert(self._connection, outcome_tables, {"guild_id": guild_id, **row})

    async def clear(self, guild_id: int) -> None:
        """Delete all that was published of a server by itself."""
        await self._connection.execute(delete(outcome_tables).where(outcome_tables.c.guild_id == guild_id))


class MonthRepository(Repository):
    """The months that were published."""

    async def is_done(self, month: date) -> bool:
        """Return whether a month was published."""
        query = select(outcome_months.c.month).where(outcome_months.c.month == month)
        return await self._connection.scalar(query) is not None

    async def claim(self, month: date) -> bool:
        """Take a month for this transaction, once; return whether it was still to be had."""
        return await insert_new(self._connection, outcome_months, {"month": month})


def _select(guild_id: int | None) -> sa.Select[tuple[object, ...]]:
    if guild_id is None:
        return select(pooled_outcome_tables)
    return select(outcome_tables).where(outcome_tables.c.guild_id == guild_id)


def _by_name(shown: Shown) -> dict[str, dict[str, str]]:
    """Return the figures there are, by question and choice."""
    return {
        question: {
            choice.value: figure
            for choice, figure in zip(CHOICES[Question(question)], figures, strict=True)
            if figure is not None
        }
        for question, figures in shown.items()
    }


def _table_of(row: AnyRow) -> Table:
    stored: dict[str, dict[str, str]] = json.loads(row.shown)
    shown = {
        question: tuple(figures.get(choice.value) for choice in CHOICES[Question(question)])
        for question, figures in stored.items()
    }
    return Table(row.month, row.people, row.since, shown)
