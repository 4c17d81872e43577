"""Answer a question: a reason to decline, or the sourced passages that answer."""

import threading
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.choosing import PassageChooser, Room
from bot.ask.engine.embedding import Embedder
from bot.ask.engine.passages import Passage, cut_passages, in_context
from bot.ask.engine.question import Question, QuestionReader
from bot.ask.engine.ranking import PageRanker, Ranked
from bot.ask.engine.scope import ScopeJudge
from bot.ask.engine.sentences import LONG, asking_sentences, sentences_of
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind

MOST_RESULTS = 10
LONGEST = 2000
"""Characters of a message that are read."""
SHOWN = 3
"""Pages of which passages are shown."""
_FIRST, _OTHERS = Room(passages=4, letters=650), Room(passages=2, letters=380)
_WEIGHED = 6
"""Pages that are weighed anew by what their best passage says."""
_PASSAGE_COUNTS = 12.0
"""How many standard deviations of a page's signals a passage's score of one is worth."""
_LEAST_KNOWN = 0.85
"""Share of a question's telling words that the pages must hold; below it, the notes do not have what was asked."""
_SURE_PAGE = 24.0
"""A page with such a score has it whatever the words: they may be in another language."""
_LEAST_PASSAGE, _LEAST_PAGE = 0.45, 12.0
"""Where the best passage and the best page both score less, the notes do not have it either."""
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
    """One page that answers, with its best passage first; a myth's verdict may stand at the end."""

    page_id: str
    score: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question."""

    outcome: Outcome
    results: tuple[Result, ...] = ()
    """Best first, the first three with passages. Where the outcome is unknown, the nearest."""
    myth: str | None = None
    """The page of a common claim that the question may be about."""
    alternatives: tuple[str, ...] = ()
    """Roles that the question weighs against each other."""
    reason: str | None = None
    """Why it was declined: a group of scope_examples.yaml."""
    may_be_crisis: bool = False
    """Whether crisis lines stand above the answer."""


class Answerer:
    """Answers questions from one knowledge base; safe to call from any thread, one question at a time."""

    def __init__(self, base: KnowledgeBase, embedder: Embedder) -> None:
        """Build the index: half a second where the vectors of all texts are kept."""
        self._base = base
        self._embedder = embedder
        passages = tuple(cut_passages(base))
        vectors = embedder.embed([in_context(base, passage) for passage in passages])
        self._reader = QuestionReader(base)
        self._ranker = PageRanker(base, passages, vectors, embedder)
        self._chooser = PassageChooser(passages, vectors)
        self._scope = ScopeJudge()
        self._lock = threading.Lock()

    def ask(self, text: str) -> Answer:
        """Answer a question; what is longer than 2,000 characters is cut."""
        text = text[:LONGEST]
        with self._lock:
            return self._decline_or_search(text)

    def _decline_or_search(self, text: str) -> Answer:
        if len(text.split()) > LONG:
            text = " ".join(asking_sentences(text, self._ranker.matter))
        question = self._reader.read(text)
        sentences = sentences_of(question.plain)
        vectors = self._embedder.embed([question.plain, *(sentences if len(sentences) > 1 else ())])
        reason = self._scope.reason_to_decline(question.plain, vectors[0], sum(question.named.values()))
        return Answer(Outcome.DECLINED, reason=reason) if reason else self._search(question, vectors)

    def _search(self, question: Question, vectors: NDArray[np.float32]) -> Answer:
        ranked = self._ranker.rank(question, vectors[0])
        pages = [one for one in ranked if one.page.kind is not PageKind.MYTH][:MOST_RESULTS]
        weighed = {
            one.page.id: self._chooser.choose(one.page.id, question, vectors, _FIRST).score for one in pages[:_WEIGHED]
        }
        pages.sort(key=lambda one: -(one.score + _PASSAGE_COUNTS * weighed.get(one.page.id, 0.0)))
        pages = _bring_forward(pages, question.alternatives)
        myth = _myth_among(ranked)
        results = tuple(self._result(place, one, question, vectors, myth) for place, one in enumerate(pages))
        known = bool(pages) and self._is_known(question, pages[0].score, max(weighed.values()))
        return Answer(Outcome.ANSWERED if known else Outcome.UNKNOWN, results, myth, question.alternatives)

    def _result(
        self, place: int, one: Ranked, question: Question, vectors: NDArray[np.float32], myth: str | None
    ) -> Result:
        if place >= SHOWN:
            return Result(one.page.id, one.score, ())
        room = _OTHERS if place else _FIRST
        passages = self._chooser.choose(one.page.id, question, vectors, room).passages
        if myth and not place:
            passages = (*passages[: _FIRST.passages - 1], self._chooser.verdict(myth))
        return Result(one.page.id, one.score, passages)

    def _is_known(self, question: Question, page_score: float, passage_score: float) -> bool:
        """Tell whether the notes have what was asked, by the best page's score and the best passage's."""
        if self._ranker.known_share(question) < _LEAST_KNOWN and page_score < _SURE_PAGE:
            return False
        return passage_score >= _LEAST_PASSAGE or page_score >= _LEAST_PAGE


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
