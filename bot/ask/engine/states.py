"""Find which state's law a question is about: the states that it names, and the table of states on its matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.ask.engine.embedding import Embedder
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.us_states import UsState

_ALIKE, _ALIKE_ON_ITS_PAGE = 0.62, 0.53
"""Likeness in meaning from which a question is about what an ask of a table is about; where the table's own page is the
best, less is enough. No one of 21 questions about jobs in a named state comes so near, and 22 of 23 about its law do.
"""
_MOST = 2
_ALSO_WORDS = "HI|ID|IN|ME|OK|OR"
"""Codes that are common words, or an operating room, also after a preposition."""
_NAMES = {state.label.lower(): state for state in UsState} | {
    "washington dc": UsState.DC,
    "washington d.c.": UsState.DC,
}
_LONGEST_FIRST = "|".join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))
_CODES = "|".join(state for state in UsState if state not in _ALSO_WORDS.split("|"))
_NAMED = re.compile(rf"\b(?i:(?P<name>{_LONGEST_FIRST}))\b|\b(?i:in|from|to)\s+(?P<code>{_CODES})\b")


@dataclass(frozen=True, slots=True)
class StatesAsked:
    """What a question wants to know of one or two states."""

    table: str
    """The table's id."""
    states: tuple[UsState, ...]


class StateFinder:
    """Knows what the tables of one knowledge base are asked; safe to call from any thread."""

    def __init__(self, base: KnowledgeBase, embedder: Embedder) -> None:
        """Take the asks of all tables."""
        self._embedder = embedder
        asks = [(table, ask) for table in base.states for ask in table.topic.asks]
        self._tables = [table for table, _ in asks]
        self._vectors = embedder.embed([ask for _, ask in asks])

    def find(self, text: str, best_page: str = "") -> StatesAsked | None:
        """Return which states and which table a question is about, or None; `best_page` is the best found for it."""
        states = tuple(dict.fromkeys(states_in(text)))[:_MOST]
        if not states or not self._tables:
            return None
        likeness = self._vectors @ self._embedder.embed([without_states(text)])[0]
        nearest = int(np.argmax(likeness))
        table = self._tables[nearest]
        enough = _ALIKE_ON_ITS_PAGE if best_page in table.pages else _ALIKE
        return StatesAsked(table.id, states) if likeness[nearest] >= enough else None


def states_in(text: str) -> Iterator[UsState]:
    """Yield the states that a text names, in their order; a code may be a degree, so it needs an "in" before it."""
    for match in _NAMED.finditer(text):
        yield _NAMES[match["name"].lower()] if match["name"] else UsState(match["code"])


def without_states(text: str) -> str:
    """Return a text with "my state" for each state's name, as the tables' asks have it."""
    return _NAMED.sub(
        lambda found: "my state" if found["name"] else found.group().replace(found["code"], "my state"), text
    )
