"""Answer a question: a reason to decline, or the sourced passages that answer."""

import threading
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.choosing import Choice, PassageChooser, Room
from bot.ask.engine.compact import CompactVectors
from bot.ask.engine.embedding import Embedder, Vectors
from bot.ask.engine.passages import Passage, cut_passages, in_context
from bot.ask.engine.question import Question, QuestionReader
from bot.ask.engine.ranking import PageRanker, Ranked
from bot.ask.engine.scope import ScopeJudge
from bot.ask.engine.sentences import LONG, asking_sentences, vectors_of
from bot.ask.engine.spelling import Spelling
from bot.ask.engine.states import StateFinder, StatesAsked
from bot.ask.engine.words import words_of
from bot.crisis.engine.pieces import plain
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind

MOST_RESULTS = 10
LONGEST = 2000
"""Characters of a message that are read."""
SHOWN = 3
"""Pages of which passages are shown."""
_FIRST, _OTHERS = Room(passages=4, letters=1200), Room(passages=2, letters=700, gaps=False)
_ENOUGH, _NAME_COUNTS, _UNKNOWN_COSTS = 8.0, 36.0, 150.0
"""What the best page's score needs at least, what a sure name adds to it, and what words that no page holds cost.

Half of 60 questions about what is in the field and on no page lie beyond it, and none of 189 open and fresh ones in
scope: an answer that is not there is worse than one that is not needed.
"""
_MYTH_PLACES, _MYTH_NEAR = 4, 0.6
"""A myth stands under an answer if it ranks among this many pages, with at least this share of the best one's score."""


_ABOUT, _PRIVATELY, _PRIVATE = "about_", "about_privacy", "private-use"
"""How the groups of examples begin that ask about the bot; the one about privacy, and the page that tells more."""

_CLEARLY = 0.05
_BARE_LINES = frozenset({"At a glance", "Pay", "What it costs"})
"""What answers a plain question for a fact, whatever is often said."""


class Outcome(StrEnum):
    """What came of a question."""

    ANSWERED = "answered"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    CRISIS = "crisis"
    ABOUT = "about"
    """It asks about the bot itself; `reason` tells what."""


@dataclass(frozen=True, slots=True)
class Result:
    """One page that answers, with its best passage first; a myth's verdict may stand before or after its own."""

    page_id: str
    score: float
    passages: tuple[Passage, ...]

    @property
    def own(self) -> Passage:
        """Return the first passage that is the page's own; a verdict may stand alone."""
        return next((passage for passage in self.passages if passage.page_id == self.page_id), self.passages[0])


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
    states: StatesAsked | None = None
    """Whose law it asks about, where a table of states is on that matter."""
    reason: str | None = None
    """Why it was declined, or what of the bot is asked: a group of scope_examples.yaml."""
    may_be_crisis: bool = False
    """Whether crisis lines stand above the answer."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A message as it was read."""

    whole: Question
    vector: Vectors
    """Of the whole message."""
    asking: Question
    """Of a long message the sentences that ask; else the same."""
    vectors: Vectors
    """Of what asks; then of its sentences, or of the whole long message."""


class Answerer:
    """Answers questions from one knowledge base; safe to call from any thread, one question at a time."""

    def __init__(self, base: KnowledgeBase, embedder: Embedder) -> None:
        """Build the index: half a second where the vectors of all texts are kept."""
        self._base = base
        self._embedder = embedder
        passages = tuple(cut_passages(base))
        vectors = CompactVectors.of(embedder.embed([in_context(base, passage) for passage in passages]))
        self._reader = QuestionReader(base)
        self._ranker = PageRanker(base, passages, vectors, embedder)
        self._chooser = PassageChooser(passages, vectors, self._ranker.asks_by_page())
        asks = (word for page in base.pages.values() for ask in page.front.asks for word in words_of(ask))
        self._spelling = Spelling(chain(self._chooser.words, asks))
        self._scope = ScopeJudge()
        self._states = StateFinder(base, embedder)
        self._lock = threading.Lock()

    def ask(self, text: str) -> Answer:
        """Answer a question; what is longer than 2,000 characters is cut."""
        text = text[:LONGEST]
        with self._lock:
            return self._decline_or_search(text)

    def _decline_or_search(self, text: str) -> Answer:
        asked = self._read(text)
        whole = asked.whole
        near = self._ranker.nearness(whole.plain, asked.vector)
        reason = self._scope.reason_to_decline(whole.plain, asked.vector, sum(whole.named.values()), near)
        if reason and reason.startswith(_ABOUT):
            return self._about(reason, whole, asked.vectors)
        if reason and self._states.find(whole.plain) is None:
            return Answer(Outcome.DECLINED, reason=reason)
        return self._search(asked)

    def _read(self, text: str) -> _Asked:
        """Read a message; of a long one also the sentences that ask, which tell less of what it is about."""
        whole = self._reader.read(self._spelling.mended(text))
        if len(text.split()) <= LONG:
            vectors = vectors_of(self._embedder, whole.plain)
            return _Asked(whole, vectors[0], whole, vectors)
        sentences = " ".join(asking_sentences(text, self._ranker.matter))
        asking = self._reader.read(self._spelling.mended(sentences))
        vectors = self._embedder.embed([plain(asking.plain), plain(whole.plain)])
        return _Asked(whole, vectors[1], asking, vectors)

    def _about(self, reason: str, question: Question, vectors: NDArray[np.float32]) -> Answer:
        """Answer a question about the bot: what it keeps and who sees it has a page of its own."""
        passages: tuple[Passage, ...] = ()
        if reason == _PRIVATELY and _PRIVATE in self._base.pages:
            passages = self._chooser.choose(_PRIVATE, question, vectors, _OTHERS).passages
        return Answer(Outcome.ABOUT, (Result(_PRIVATE, 0.0, passages),) if passages else (), reason=reason)

    def _search(self, asked: _Asked) -> Answer:
        question, vectors = asked.asking, asked.vectors
        asking = (question, vectors[0]) if question is not asked.whole else None
        ranked = self._ranker.rank(asked.whole, asked.vector, asking)
        found = [one for one in ranked if one.page.kind is not PageKind.MYTH][:MOST_RESULTS]
        pages = _bring_forward(found, question.alternatives)
        chosen = [
            self._chooser.choose(one.page.id, question, vectors, _OTHERS if place else _FIRST)
            for place, one in enumerate(pages[:SHOWN])
        ]
        passages = [choice.passages for choice in chosen]
        myth = _myth_among(ranked)
        if myth and passages:
            passages[0] = self._with_verdict(chosen[0], myth, vectors)
        states = self._states.find(question.plain, pages[0].page.id) if pages else None
        known = states is not None or (bool(pages) and self._is_known(asked.whole, pages[0].score))
        return Answer(
            Outcome.ANSWERED if known else Outcome.UNKNOWN,
            tuple(
                Result(one.page.id, one.score, passages[place] if place < len(passages) else ())
                for place, one in enumerate(pages)
            ),
            myth,
            question.alternatives,
            states,
        )

    def _with_verdict(self, choice: Choice, myth: str, vectors: Vectors) -> tuple[Passage, ...]:
        """Add a myth's verdict: first where the question is nearer to it than to all of the page, else last."""
        verdict = self._chooser.verdict(myth)
        kept = choice.passages[: _FIRST.passages - 1]
        nearer = self._chooser.likeness(verdict, vectors) > choice.likeness + _CLEARLY
        return (verdict, *kept) if nearer and kept[0].section not in _BARE_LINES else (*kept, verdict)

    def _is_known(self, question: Question, page_score: float) -> bool:
        """Tell whether the notes have what was asked, by the best page's score and how many of its words are known."""
        score = page_score + _NAME_COUNTS * max(question.named.values(), default=0.0)
        return score >= _ENOUGH + _UNKNOWN_COSTS * self._ranker.unknown_share(question)


def _bring_forward(pages: list[Ranked], alternatives: tuple[str, ...]) -> list[Ranked]:
    """Let the roles that a question weighs come first: whoever asks for two wants to read both."""
    weighed = [one for one in pages if one.page.id in alternatives]
    return weighed + [one for one in pages if one.page.id not in alternatives]


def _myth_among(ranked: tuple[Ranked, ...]) -> str | None:
    """Return the best myth if it is about as near as the best pages; a myth supports an answer and is none itself."""
    for place, one in enumerate(ranked):
        if one.page.kind is PageKind.MYTH:
            return one.page.id if place < _MYTH_PLACES and one.score >= _MYTH_NEAR * ranked[0].score else None
    return None
