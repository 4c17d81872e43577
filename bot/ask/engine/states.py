"""Find which state's law a question is about: the states that it names, and the table of states on its matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.ask.engine.embedding import Embedder
from bot.ask.engine.words import words_of
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.us_states import UsState

_ALIKE, _ALIKE_ON_ITS_PAGE = 0.62, 0.53
"""What a table's likeness to a question has to reach; where the table's own page is the best one, less is enough.

None of 21 questions about jobs in a named state does; 17 of 20 about a state's law, written last, find their table.
"""
_OWN_WORD, _MOST_WORDS = 0.03, 3
"""What a word adds that one table alone is asked with, and how many count."""
_MOST = 2
_ALSO_WORDS = "HI|ID|IN|ME|OK|OR"
"""Codes that are common words, or an operating room, also after a preposition."""
_NAMES = {state.label.lower(): state for state in UsState}
_LONGEST_FIRST = "|".join(sorted(_NAMES, key=len, reverse=True))
_CODES = "|".join(state for state in UsState if state not in _ALSO_WORDS.split("|"))
_NAMED = re.compile(
    rf"\b(?i:(?P<capital>washington,?\s+d\.?c\b\.?)|(?P<name>{_LONGEST_FIRST})\b)|\b(?i:in|from|to)\s+(?P<code>{_CODES})\b"
)


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
        self._tables = [table for table in base.states if table.topic.asks]
        self._asks = [embedder.embed(list(table.topic.asks)) for table in self._tables]
        words = [{word for ask in table.topic.asks for word in words_of(ask)} for table in self._tables]
        self._own = [one.difference(*words[:place], *words[place + 1 :]) for place, one in enumerate(words)]

    def find(self, text: str, best_page: str = "") -> StatesAsked | None:
        """Return which states and which table a question is about, or None; `best_page` is the best found for it."""
        states = tuple(dict.fromkeys(states_in(text)))[:_MOST]
        if not states or not self._tables:
            return None
        likeness = self._likeness(without_states(text))
        nearest = int(np.argmax(likeness))
        table = self._tables[nearest]
        enough = _ALIKE_ON_ITS_PAGE if best_page in table.pages else _ALIKE
        return StatesAsked(table.id, states) if likeness[nearest] >= enough else None

    def _likeness(self, text: str) -> list[float]:
        """Return how like a text is to each table's likest ask, in meaning and by words that are the table's own."""
        vector, words = self._embedder.embed([text])[0], set(words_of(text))
        return [
            float((asks @ vector).max()) + _OWN_WORD * min(len(words & own), _MOST_WORDS)
            for asks, own in zip(self._asks, self._own, strict=True)
        ]


def states_in(text: str) -> Iterator[UsState]:
    """Yield the states that a text names, in their order; a code may be a degree, so it needs an "in" before it."""
    for match in _NAMED.finditer(text):
        name = match["name"]
        yield _NAMES[name.lower()] if name else UsState(match["code"] or UsState.DC)


def without_states(text: str) -> str:
    """Return a text with "my state" for each state's name, as the tables' asks have it."""
    return _NAMED.sub(
        lambda found: found.group().replace(found["code"], "my state") if found["code"] else "my state", text
    )
