"""The queries that browse leads."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, case, exists, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.kit.clock import EPOCH
from bot.leads.model.browsing import Cursor, LeadFilter, Sort
from bot.leads.model.lead import Shelf, Workplace
from bot.leads.storage.tables import lead_words, leads

_HIGHEST = "\U0010ffff"
RARE = 1000
"""A word found in at most so many leads of a server is looked up first; a more common one is met soon in order."""


async def browse_query(
    connection: AsyncConnection,
    guild_id: int,
    wanted: LeadFilter,
    sort: Sort,
    after: Cursor | None,
    now: datetime,
) -> Select[Any]:
    """Return the query for leads in order, without a limit; looks first how rare the words are."""
    rare, common = await _split(connection, guild_id, wanted.words)
    if rare is None:
        columns: Any = leads.c
    else:
        # the limit keeps SQLite from walking the whole order instead of the few ids
        columns = select(leads).where(leads.c.id.in_(sorted(rare))).limit(len(rare) + 1).subquery().c
    query = select(*columns).where(*_conditions(columns, guild_id, wanted, now))
    query = query.where(*(_has_word(columns.id, word) for word in common))
    return _in_order(query, columns, sort, after)


async def _split(connection: AsyncConnection, guild_id: int, words: Iterable[str]) -> tuple[set[int] | None, list[str]]:
    """Return the leads that have all rare words (None where there is no rare word), and the common words."""
    rare: set[int] | None = None
    common = []
    for word in words:
        ids = await _with_words(connection, guild_id, [word])
        if len(ids) > RARE:
            common.append(word)
        else:
            rare = set(ids) if rare is None else rare & set(ids)
    if rare is None and len(common) > 1:
        together = await _with_words(connection, guild_id, common)
        if len(together) <= RARE:
            return set(together), []
    return rare, common


async def _with_words(connection: AsyncConnection, guild_id: int, words: Sequence[str]) -> list[int]:
    """Return leads that have all the words, at most one more than are rare."""
    first, *others = words
    query = select(lead_words.c.lead_id).where(lead_words.c.guild_id == guild_id, *_begins(lead_words, first))
    query = query.where(*(_has_word(lead_words.c.lead_id, word) for word in others))
    return list(await connection.scalars(query.limit(RARE + 1)))


def _conditions(columns: Any, guild_id: int, wanted: LeadFilter, now: datetime) -> list[ColumnElement[bool]]:
    conditions = [columns.guild_id == guild_id, columns.shelf == wanted.shelf]
    if wanted.shelf is Shelf.LIVE:
        # not a plain comparison: SQLite would take the index on this column, and then sort all live leads by hand
        conditions.append(case((columns.expires_at > now, 1), else_=0) == 1)
    if wanted.kind is not None:
        conditions.append(columns.kind == wanted.kind)
    if wanted.role_id is not None:
        conditions.append(columns.role_id == wanted.role_id)
    if wanted.sector_id is not None:
        conditions.append(columns.sector_id == wanted.sector_id)
    if wanted.remote_only:
        conditions.append(columns.workplace == Workplace.REMOTE)
    return conditions


def _has_word(lead_id: ColumnElement[int], word: str) -> ColumnElement[bool]:
    also = lead_words.alias()
    return exists().where(also.c.lead_id == lead_id, *_begins(also, word))


def _begins(table: FromClause, word: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.word >= word, table.c.word < word + _HIGHEST


def _in_order(query: Select[Any], columns: Any, sort: Sort, after: Cursor | None) -> Select[Any]:
    """Order by the sort's column and the id, and begin after the cursor: a page never shifts when leads come in."""
    column = {Sort.BEST: columns.rank, Sort.NEW: columns.posted_at, Sort.CLOSING_SOON: columns.expires_at}[sort]
    if after is not None:
        here = tuple_(column, columns.id)
        there = tuple_(_bound(after, sort), after.lead_id)
        query = query.where(here > there if sort is Sort.CLOSING_SOON else here < there)
    if sort is Sort.CLOSING_SOON:
        return query.order_by(column, columns.id)
    return query.order_by(column.desc(), columns.id.desc())


def _bound(after: Cursor, sort: Sort) -> int | datetime:
    return after.value if sort is Sort.BEST else EPOCH + timedelta(microseconds=after.value)
