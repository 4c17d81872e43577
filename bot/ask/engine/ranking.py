"""Rank pages for a question: ten signals in standard deviations from their mean, added, and how surely one is named.

Learned weights do no better on questions left out of the learning, so there are none but the fitted signals' 2 and 3.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.compact import CompactVectors
from bot.ask.engine.discriminant import Discriminant
from bot.ask.engine.embedding import Embedder, Vectors
from bot.ask.engine.lexical import LexicalIndex
from bot.ask.engine.page_model import PageModel
from bot.ask.engine.passages import Passage
from bot.ask.engine.question import Question
from bot.ask.engine.scope_features import Numbers as Nearness
from bot.ask.engine.scope_features import nearness
from bot.ask.engine.words import telling, words_of
from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.vocabulary import PageKind

Scores = NDArray[np.float64]

SIGNALS = (
    "passage words", "page words", "asks words", "ask words", "passage meaning", "ask meaning", "page meaning",
    "name meaning", "discriminant", "regression",
)  # fmt: skip
_WEIGHTS = np.array([1.0] * (len(SIGNALS) - 2) + [2.0, 3.0])
_WHOLE_COUNTS = 2.0
_NAMED = 9.0
"""What a page gains, in standard deviations, that is surely named."""
_MYTH_SHARE = 0.15
"""The share of a myth's score that the pages gain to which it leads."""
_LED_TO = 2
_UNASKED = 12.0
"""What a certificate loses where nobody asked for one: they are full of roles' names."""
_OF_CERTIFICATES = re.compile(
    r"\b(certif\w*|credential\w*|exams?|boards?|diploma|letters|course|qualif\w*)\b", re.IGNORECASE
)
_FEW = 8
_MATTER = 12.0
_MOST_MATTER = 1.5
"""A sentence as near to an ask as scores of this size is wholly our matter; more counts up to one and a half."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page and how well it fits, in standard deviations added over all signals."""

    page: AnyPage
    score: float


def _names(page: AnyPage) -> str:
    return " ; ".join((page.title, *page.front.aliases))


def about_page(page: AnyPage) -> str:
    """Return what a page says that it is about."""
    return f"{page.title}. {page.front.summary} {_names(page)}"


class PageRanker:
    """Holds the indexes over one knowledge base."""

    def __init__(
        self, base: KnowledgeBase, passages: Sequence[Passage], vectors: CompactVectors, embedder: Embedder
    ) -> None:
        """Index all pages; `vectors` are those of the passages."""
        self._pages = tuple(base.pages.values())
        self._numbers = {page.id: number for number, page in enumerate(self._pages)}
        self._names = [_names(page) for page in self._pages]
        self._index_passages(passages, vectors)
        self._index_asks(embedder)
        self._name_vectors = embedder.embed([about_page(page) for page in self._pages])
        self._model = PageModel.load()
        self._modeled = np.array([self._numbers.get(page_id, -1) for page_id in self._model.pages])
        self._certificates = np.array([page.kind is PageKind.CERTIFICATION for page in self._pages])
        self._leads_to = self._myths_lead_to()

    def _index_passages(self, passages: Sequence[Passage], vectors: CompactVectors) -> None:
        self._owner = np.array([self._numbers[passage.page_id] for passage in passages])
        self._vectors = vectors
        texts_of: list[list[str]] = [[] for _ in self._pages]
        for owner, passage in zip(self._owner, passages, strict=True):
            texts_of[owner].append(passage.text)
        self._by_passage = LexicalIndex(
            ((self._names[owner], passage.text) for owner, passage in zip(self._owner, passages, strict=True)),
            name_weight=2.0,
        )
        pages = zip(self._names, texts_of, strict=True)
        self._by_page = LexicalIndex(((names, " ".join(texts)) for names, texts in pages), name_weight=3.0)
        wide = vectors[:]
        totals = np.zeros((len(self._pages), wide.shape[1]), dtype=np.float32)
        np.add.at(totals, self._owner, wide)
        self._page_vectors = totals / np.maximum(np.linalg.norm(totals, axis=1, keepdims=True), 1e-6)

    def _index_asks(self, embedder: Embedder) -> None:
        asks = [(number, ask) for number, page in enumerate(self._pages) for ask in page.front.asks]
        self._ask_owner = np.array([number for number, _ in asks])
        vectors = embedder.embed([ask for _, ask in asks])
        self._ask_vectors = CompactVectors.of(vectors)
        self._by_ask = LexicalIndex((("", ask) for _, ask in asks), name_weight=1.0)
        pages = zip(self._names, self._pages, strict=True)
        self._by_asks = LexicalIndex(((names, " ".join(page.front.asks)) for names, page in pages), name_weight=1.0)
        self._discriminant = Discriminant(vectors, self._ask_owner, len(self._pages))

    def _myths_lead_to(self) -> Scores:
        """Return a row for each page and a column for each myth that leads to it."""
        leads = np.zeros((len(self._pages), len(self._pages)))
        for number, page in enumerate(self._pages):
            if page.kind is PageKind.MYTH:
                for page_id in list(page.front.links())[:_LED_TO]:
                    leads[self._numbers[page_id], number] = 1.0
        return leads

    @property
    def pages(self) -> tuple[AnyPage, ...]:
        """Return the pages in the order of the signals' rows."""
        return self._pages

    def asks_by_page(self) -> dict[str, tuple[Sequence[str], Vectors]]:
        """Return the asks of each page, and their vectors."""
        found: dict[str, tuple[Sequence[str], Vectors]] = {}
        start = 0
        for page in self._pages:
            end = start + len(page.front.asks)
            found[page.id] = page.front.asks, self._ask_vectors[start:end]
            start = end
        return found

    def matter(self, sentence: str) -> float:
        """Return how much of our matter a sentence has, 0 to 1.5: how near it comes to any ask by its words."""
        best = max((score for _, score in self._by_ask.search(telling(words_of(sentence)))), default=0.0)
        return min(best / _MATTER, _MOST_MATTER)

    def unknown_share(self, question: Question) -> float:
        """Return the share of the telling words that are in no page and no ask; all, where there are none.

        Of more than a few they count less, as people tell of themselves.
        """
        words = telling(words_of(question.plain))
        if not words:
            return 1.0
        unknown = sum(not (self._by_page.knows(word) or self._by_asks.knows(word)) for word in words)
        return unknown / len(words) * min(1.0, _FEW / len(words))

    def nearness(self, text: str, vector: Vectors, without: int | None = None) -> Nearness:
        """Return how near the pages come to a text, whatever it is about; one ask may be left out, by its number."""
        alike = self._ask_vectors.likeness(vector)
        hits = [(row, score) for row, score in self._by_ask.search(telling(words_of(text))) if row != without]
        if without is not None:
            alike[without] = -1.0
        return nearness(alike, self._vectors.likeness(vector), [score for _, score in hits])

    def signals(self, question: Question, vector: NDArray[np.float32]) -> Scores:
        """Return a row for each page and a column for each signal, in standard deviations from the mean."""
        words = telling(words_of(question.text))
        columns = (
            self._best_of(self._by_passage.search(words), self._owner),
            self._of_pages(self._by_page.search(words)),
            self._of_pages(self._by_asks.search(words)),
            self._best_of(self._by_ask.search(words), self._ask_owner),
            self._most_alike(self._vectors.likeness(vector), self._owner),
            self._most_alike(self._ask_vectors.likeness(vector), self._ask_owner),
            self._page_vectors @ vector,
            self._name_vectors @ vector,
            self._discriminant.scores(vector),
            self._regression(question.plain, vector),
        )
        table = np.stack(columns, axis=1).astype(np.float64)
        return np.asarray((table - table.mean(axis=0)) / (table.std(axis=0) + 1e-6))

    def rank(
        self, question: Question, vector: Vectors, asking: tuple[Question, Vectors] | None = None
    ) -> tuple[Ranked, ...]:
        """Return all pages, best first, those ruled out left out.

        `asking` are the sentences of a long message that ask, and their vector: they count half as much as the whole.
        """
        scores = self._scores(question, vector)
        if asking:
            scores = (scores * _WHOLE_COUNTS + self._scores(*asking)) / (_WHOLE_COUNTS + 1)
        scores += _MYTH_SHARE * (self._leads_to * np.maximum(scores, 0.0)).max(axis=1)
        scores -= _UNASKED * self._unasked(question)
        return tuple(
            Ranked(self._pages[number], float(scores[number]))
            for number in map(int, np.argsort(-scores))
            if self._pages[number].id not in question.ruled_out
        )

    def _scores(self, question: Question, vector: Vectors) -> Scores:
        """Return what all signals, and names, say of each page."""
        scores = self.signals(question, vector) @ _WEIGHTS
        for page_id, surety in question.named.items():
            scores[self._numbers[page_id]] += _NAMED * surety
        return np.asarray(scores)

    def _regression(self, text: str, vector: NDArray[np.float32]) -> Scores:
        """Return the regression's scores in the order of the pages; a page that it does not know has the lowest."""
        found = self._model.scores(text, vector)
        scores = np.full(len(self._pages), found.min())
        known = self._modeled >= 0
        scores[self._modeled[known]] = found[known]
        return scores

    def _unasked(self, question: Question) -> Scores:
        """Return 1 for each certificate, where the question neither names it nor speaks of any."""
        if _OF_CERTIFICATES.search(question.text):
            return np.zeros(len(self._pages))
        unasked = self._certificates.astype(np.float64)
        unasked[[self._numbers[page_id] for page_id in question.named]] = 0.0
        return unasked

    def _best_of(self, hits: list[tuple[int, float]], owners: NDArray[np.intp]) -> Scores:
        best = np.zeros(len(self._pages))
        for row, score in hits:
            best[owners[row]] = max(best[owners[row]], score)
        return best

    def _of_pages(self, hits: list[tuple[int, float]]) -> Scores:
        scores = np.zeros(len(self._pages))
        for row, score in hits:
            scores[row] = score
        return scores

    def _most_alike(self, likeness: NDArray[np.float32], owners: NDArray[np.intp]) -> Scores:
        best = np.full(len(self._pages), -1.0)
        np.maximum.at(best, owners, likeness)
        return best
