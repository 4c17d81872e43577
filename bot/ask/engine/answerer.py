"""Answer a question: a reason to decline, or the best sourced passages."""

import threading
from dataclasses import dataclass
from enum import StrEnum

from bot.ask.engine.embedding import Embedder
from bot.ask.engine.passages import Passage
from bot.ask.engine.ranking import PageRanker, Ranked
from bot.ask.engine.scope import ScopeJudge
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind

MOST_RESULTS = 10
_LEAST_KNOWN = 0.5
"""Share of a question's telling words that the pages must hold; below it, the notes do not have what was asked."""
_LONGEST = 2000
_MYTH_PLACES = 4
"""A myth is named beside an answer if it ranks among this many pages."""


class Outcome(StrEnum):
    """What came of a question."""

    ANSWERED = "answered"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    CRISIS = "crisis"


@dataclass(frozen=True, slots=True)
class Result:
    """One page that answers, with its best passage first."""

    page_id: str
    score: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question."""

    outcome: Outcome
    results: tuple[Result, ...] = ()
    """Best first. Where the outcome is unknown, only the nearest pages."""
    myth: str | None = None
    """The page of a common claim that the question may be about."""
    alternatives: tuple[str, ...] = ()
    """Roles that the question weighs against each other."""
    reason: str | None = None
    """Why it was declined: a key of out_of_scope.yaml."""
    may_be_crisis: bool = False
    """Whether crisis lines stand above the answer."""


class Answerer:
    """Answers questions from one knowledge base; safe to call from any thread, one question at a time."""

    def __init__(self, base: KnowledgeBase, embedder: Embedder) -> None:
        """Build the index: about a second."""
        self._base = base
        self._ranker = PageRanker(base, embedder)
        questions = [question for page in base.pages.values() for question in page.front.asks]
        self._scope = ScopeJudge(questions, embedder)
        self._lock = threading.Lock()

    def ask(self, text: str) -> Answer:
        """Answer a question; what is longer than 2,000 characters is cut."""
        text = text[:_LONGEST]
        with self._lock:
            return self._decline(text) or self._search(text)

    def _decline(self, text: str) -> Answer | None:
        """Return the answer to a question out of scope, or None where the pages are to be searched."""
        reason = self._scope.reason_to_decline(text)
        return Answer(Outcome.DECLINED, reason=reason) if reason else None

    def _search(self, text: str) -> Answer:
        question = self._ranker.read(text)
        ranked = self._ranker.rank(question)
        pages = [one for one in ranked if one.page.kind is not PageKind.MYTH][:MOST_RESULTS]
        found = bool(pages) and self._ranker.known_share(question) >= _LEAST_KNOWN
        results = tuple(
            Result(one.page.id, one.score, self._ranker.best_passages(one.page.id, question))
            for one in _bring_forward(pages, question.alternatives)
        )
        outcome = Outcome.ANSWERED if found else Outcome.UNKNOWN
        return Answer(outcome, results, _myth_among(ranked), question.alternatives)


def _bring_forward(pages: list[Ranked], alternatives: tuple[str, ...]) -> list[Ranked]:
    """Let the roles that a question weighs come first: whoever asks for two wants to read both."""
    weighed = [one for one in pages if one.page.id in alternatives]
    return weighed + [one for one in pages if one.page.id not in alternatives]


def _myth_among(ranked: tuple[Ranked, ...]) -> str | None:
    """Return the best myth if it is about as near as the best pages; a myth supports an answer and is none itself."""
    for place, one in enumerate(ranked):
        if one.page.kind is PageKind.MYTH:
            return one.page.id if place < _MYTH_PLACES else None
    return None
