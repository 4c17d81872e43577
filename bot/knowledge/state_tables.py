"""The tables of states in memory, looked up by topic, state and column."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType

from bot.knowledge.state_topics import AnyCell, AnyTopic, StateRow
from bot.knowledge.us_states import UsState


class StateTable:
    """One topic's table."""

    def __init__(self, topic_id: str, topic: AnyTopic, row: type[StateRow]) -> None:
        """Take the topic's id (its file's stem), what its file says, and what its rows are."""
        self.id = topic_id
        self.topic = topic
        self.columns = row.columns()
        self._rows = {row.state: row for row in topic.rows}

    @property
    def title(self) -> str:
        """Return the title that members read."""
        return self.topic.title

    @property
    def pages(self) -> tuple[str, ...]:
        """Return the ids of the guide and roles whose cards open it."""
        return (self.topic.guide, *self.topic.roles)

    def cell(self, state: UsState, column: str) -> AnyCell | None:
        """Return a cell, or None where it is unknown; raises KeyError for a column that is none."""
        if column not in self.columns:
            raise KeyError(column)
        row = self._rows.get(state)
        return row.cell(column) if row else None

    def of(self, state: UsState) -> tuple[tuple[str, AnyCell | None], ...]:
        """Return each column's name and cell, None where it is unknown."""
        return tuple((column, self.cell(state, column)) for column in self.columns)

    def known(self, state: UsState) -> int:
        """Return how many cells of a state are known."""
        return sum(cell is not None for _, cell in self.of(state))

    @property
    def known_cells(self) -> int:
        """Return how many cells are known."""
        return sum(map(self.known, UsState))

    @property
    def all_cells(self) -> int:
        """Return how many cells there would be if all were known."""
        return len(UsState) * len(self.columns)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources that its cells cite, once each."""
        return tuple(dict.fromkeys(cell.source for row in self.topic.rows for _, cell in row.cells()))

    def is_past_review(self, today: date) -> bool:
        """Tell whether the table should have been read again by `today`."""
        return self.topic.review_by < today


class StateTables:
    """All tables of one knowledge base."""

    def __init__(self, tables: Mapping[str, StateTable] = MappingProxyType({})) -> None:
        """Take the tables by their ids."""
        self.tables = MappingProxyType(dict(tables))

    def __iter__(self) -> Iterator[StateTable]:
        """Yield each table, in the order of the format."""
        return iter(self.tables.values())

    def of_page(self, page_id: str) -> tuple[StateTable, ...]:
        """Return the tables that a guide's or role's card opens."""
        return tuple(table for table in self if page_id in table.pages)

    def cell(self, topic: str, state: str, column: str) -> AnyCell | None:
        """Return what is known of a state, by its postal code, or None: unknown, and so is a table without a file.

        Raises ValueError for a state, and KeyError for a column, that there is not.
        """
        found = UsState(state)
        table = self.tables.get(topic)
        return table.cell(found, column) if table else None
