"""Tables of states as the site shows them: by state, each known cell with its law and date."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.sources import Source
from bot.knowledge.state_tables import StateTable
from bot.knowledge.us_states import UsState
from bot.pages.ui.state_words import COLUMN, text_date, value_words


@dataclass(frozen=True, slots=True)
class StateLine:
    """One known cell."""

    heading: str
    words: str
    text: str
    source: Source
    date: str


@dataclass(frozen=True, slots=True)
class StateView:
    """One state of a table; nothing is known where there are no lines."""

    state: UsState
    lines: tuple[StateLine, ...]
    unknown: tuple[str, ...]


def state_views(base: KnowledgeBase, table: StateTable, this_year: int) -> tuple[StateView, ...]:
    """Return all states of a table, by name."""
    return tuple(_view(base, table, state, this_year) for state in UsState)


def _view(base: KnowledgeBase, table: StateTable, state: UsState, this_year: int) -> StateView:
    lines = tuple(_lines(base, table, state, this_year))
    unknown = tuple(COLUMN[table.id, column] for column, cell in table.of(state) if cell is None)
    return StateView(state, lines, unknown)


def _lines(base: KnowledgeBase, table: StateTable, state: UsState, this_year: int) -> Iterator[StateLine]:
    for column, cell in table.of(state):
        if cell is not None:
            words, date = value_words(cell.value), text_date(cell, this_year)
            yield StateLine(COLUMN[table.id, column], words, cell.text, base.sources[cell.source], date)
