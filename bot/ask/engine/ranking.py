"""Rank pages for a question: seven signals, each measured in standard deviations from its mean, simply added.

Learned weights do no better on questions left out of the learning (`python -m benchmarks.ask --fit`), so there are
none.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.embedding import Embedder
from bot.ask.engine.lexical import LexicalIndex
from bot.ask.engine.passages import Passage, cut_passages
from bot.ask.engine.question import NameFinder, Question
from bot.ask.engine.words import telling, words_of
from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.vocabulary import PageKind

Scores = NDArray[np.float64]

SIGNALS = ("passage words", "page words", "asks words", "passage meaning", "page meaning", "name meaning", "named")


_UNASKED = 12.0
"""What a certificate loses, in standard deviations, where nobody asked for one: they are full of roles' names."""
_OF_CERTIFICATES = re.compile(
    r"\b(certif\w*|credential\w*|exams?|boards?|diploma|letters|course|qualif\w*)\b", re.IGNORECASE
)
_WORDS_COUNT = 0.5
"""How much a passage's share of the telling words counts beside its likeness in meaning."""
_SOURCED = 0.05
_A_LINE = -0.12
"""What having a source adds, and being a bare line of a table takes away: a sentence answers better."""
_LINES = frozenset({"At a glance", "What it costs", "Pay"})
_PASSAGES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page and how well it fits, in standard deviations added over all signals."""

    page: AnyPage
    score: float


class PageRanker:
    """Holds the indexes over one knowledge base."""

    def __init__(self, base: KnowledgeBase, embedder: Embedder) -> None:
        """Cut, index and embed all pages."""
        self._pages = tuple(base.pages.values())
        self._numbers = {page.id: number for number, page in enumerate(self._pages)}
        self._embedder = embedder
        self._passages = tuple(cut_passages(base))
        self._texts = [passage.text for passage in self._passages]
        self._owner = np.array([self._numbers[passage.page_id] for passage in self._passages])
        self._rows_of: dict[int, list[int]] = {number: [] for number in range(len(self._pages))}
        for row, owner in enumerate(self._owner):
            self._rows_of[int(owner)].append(row)
        self._names = NameFinder(base)
        names = {page.id: " ; ".join((page.title, *page.front.aliases)) for page in self._pages}
        self._by_passage = LexicalIndex(
            ((names[one.page_id], text) for one, text in zip(self._passages, self._texts, strict=True)), name_weight=2.0
        )
        self._by_page = LexicalIndex(((names[page.id], self._text_of(page)) for page in self._pages), name_weight=3.0)
        self._by_asks = LexicalIndex(
            ((names[page.id], " ".join(page.front.asks)) for page in self._pages), name_weight=1.0
        )
        self._embed_all(names)

    def _text_of(self, page: AnyPage) -> str:
        return " ".join(self._texts[row] for row in self._rows_of[self._numbers[page.id]])

    def _embed_all(self, names: dict[str, str]) -> None:
        titles = {page.id: page.title for page in self._pages}
        in_context = [
            f"{titles[one.page_id]}. {text}" if one.is_answer else text
            for one, text in zip(self._passages, self._texts, strict=True)
        ]
        self._vectors = self._embedder.embed(in_context)
        totals = np.zeros((len(self._pages), self._vectors.shape[1]), dtype=np.float32)
        np.add.at(totals, self._owner, self._vectors)
        self._page_vectors = totals / np.maximum(np.linalg.norm(totals, axis=1, keepdims=True), 1e-6)
        about = [f"{page.title}. {page.front.summary} {names[page.id]}" for page in self._pages]
        self._name_vectors = self._embedder.embed(about)

    @property
    def pages(self) -> tuple[AnyPage, ...]:
        """Return the pages in the order of the signals' rows."""
        return self._pages

    def read(self, text: str) -> Question:
        """Take a question apart."""
        return self._names.read(text)

    def signals(self, question: Question) -> Scores:
        """Return a row for each page and a column for each signal, in standard deviations from the mean."""
        words = telling(words_of(question.text))
        vector = self._embedder.embed([question.text])[0]
        likeness = self._vectors @ vector
        columns = (
            self._best_of(self._by_passage.search(words)),
            self._of_pages(self._by_page.search(words)),
            self._of_pages(self._by_asks.search(words)),
            self._most_alike(likeness),
            self._page_vectors @ vector,
            self._name_vectors @ vector,
            self._of_pages([(self._numbers[page_id], 1.0) for page_id in question.named]),
        )
        table = np.stack(columns, axis=1).astype(np.float64)
        return np.asarray((table - table.mean(axis=0)) / (table.std(axis=0) + 1e-6))

    def _best_of(self, hits: list[tuple[int, float]]) -> Scores:
        best = np.zeros(len(self._pages))
        for row, score in hits:
            owner = self._owner[row]
            best[owner] = max(best[owner], score)
        return best

    def _of_pages(self, hits: list[tuple[int, float]]) -> Scores:
        scores = np.zeros(len(self._pages))
        for row, score in hits:
            scores[row] = score
        return scores

    def _most_alike(self, likeness: NDArray[np.float32]) -> Scores:
        best = np.zeros(len(self._pages))
        np.maximum.at(best, self._owner, likeness)
        return best

    def known_share(self, question: Question) -> float:
        """Return the share, 0 to 1, of the telling words that occur in the pages at all."""
        words = telling(words_of(question.text))
        return sum(self._by_page.knows(word) for word in words) / (len(words) or 1)

    def rank(self, question: Question) -> tuple[Ranked, ...]:
        """Return all pages, best first, those ruled out left out."""
        scores = self.signals(question).sum(axis=1) - _UNASKED * self._unasked_certificates(question)
        order = (int(number) for number in np.argsort(-scores))
        return tuple(
            Ranked(self._pages[number], float(scores[number]))
            for number in order
            if self._pages[number].id not in question.ruled_out
        )

    def _unasked_certificates(self, question: Question) -> Scores:
        """Return 1 for each certificate, where the question neither names it nor speaks of any certificate."""
        if _OF_CERTIFICATES.search(question.text):
            return np.zeros(len(self._pages))
        return np.array(
            [page.kind is PageKind.CERTIFICATION and page.id not in question.named for page in self._pages], dtype=float
        )

    def best_passages(self, page_id: str, question: Question) -> tuple[Passage, ...]:
        """Return the passages of a page that answer best: by meaning, and by the share of telling words they hold."""
        vector = self._embedder.embed([question.text])[0]
        words = set(telling(words_of(question.text)))

        def fit(row: int) -> float:
            held = len(words & _word_set(self._texts[row])) / (len(words) or 1)
            return float(self._vectors[row] @ vector) + _WORDS_COUNT * held + _worth(self._passages[row])

        answers = [row for row in self._rows_of[self._numbers[page_id]] if self._passages[row].is_answer]
        return tuple(self._passages[row] for row in sorted(answers, key=fit, reverse=True)[:_PASSAGES_SHOWN])


@lru_cache(maxsize=4096)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


def _worth(passage: Passage) -> float:
    return _SOURCED * bool(passage.sources) + _A_LINE * (passage.section in _LINES)
