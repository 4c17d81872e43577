"""What the passage ranker sees of a question and each passage of a page."""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.aspects import Aspect
from bot.ask.engine.compact import CompactVectors
from bot.ask.engine.embedding import Vectors
from bot.ask.engine.passages import Passage
from bot.ask.engine.question import Question
from bot.ask.engine.words import telling, words_of

Numbers = NDArray[np.float64]

FACTS = frozenset(
    {
        Aspect.PAY, Aspect.COST, Aspect.LICENSE, Aspect.BOARD, Aspect.RESIDENCY, Aspect.EXPERIENCE, Aspect.DEGREE,
        Aspect.REMOTE, Aspect.TRAVEL, Aspect.HOURS, Aspect.PATIENTS, Aspect.CITIZENSHIP,
    }
)  # fmt: skip
"""What pages have a line about."""
_SECTIONS = (
    "Summary", "Requirements", "At a glance", "What it takes", "How one works", "First step", "Pay", "Ways in",
    "What you do", "A week", "What they screen for", "Where it is advertised", "Verdict", "Who may sit it",
    "Who asks for it", "Keeping it", "What it costs", "What it is", "Before you pay", "This week", "Whom to ask",
    "Moves", "What it buys from physicians", "Where it hires in the open", "What to know before you apply",
)  # fmt: skip
"""Sections that many pages have; all others are of one kind."""
_NEARNESS = 15.0
"""How fast an ask counts less with its distance from the question."""
_USUAL_WORDS = 40.0
FEATURES = (
    "meaning", "meaning of a sentence", "words", "meaning below best", "words below best", "nearest ask", "near asks",
    "all asks", "near asks alone", "line about a fact", "about what is asked", "speaks of it", "gap",
    "gap about it", "length", "place", "expected section", "expected matter", "expected words", "expected meaning",
)  # fmt: skip


class PassageTable:
    """All passages as numbers, and which words each holds."""

    def __init__(self, passages: Sequence[Passage], vectors: CompactVectors) -> None:
        """Take the passages, and their vectors in the same order.

        Which rows hold a word stands in one array: one for each word takes four times the memory.
        """
        self.passages = passages
        self.vectors = vectors
        self.rows_of: dict[str, list[int]] = {}
        holding: dict[str, list[int]] = {}
        for row, passage in enumerate(passages):
            self.rows_of.setdefault(passage.page_id, []).append(row)
            for word in set(words_of(passage.text)):
                holding.setdefault(word, []).append(row)
        self._number_of = {word: number for number, word in enumerate(holding)}
        self._rows = np.fromiter(chain.from_iterable(holding.values()), dtype=np.uint16)
        self._ends = np.cumsum([0, *map(len, holding.values())])
        self.kinds = np.array([_kind(passage) for passage in passages], dtype=np.int8)
        self._sizes = np.array([max(5, len(passage.text.split())) for passage in passages])
        self._gaps = np.array([passage.is_gap for passage in passages])

    @property
    def words(self) -> Iterable[str]:
        """Return all words of all passages."""
        return self._number_of

    def held(self, question: Question) -> Numbers:
        """Return the share of the telling words, each by how rare it is, that every passage holds."""
        held = np.zeros(len(self.passages))
        total = 0.0
        for word in telling(words_of(question.text)):
            if (number := self._number_of.get(word)) is not None:
                rows = self._rows[self._ends[number] : self._ends[number + 1]]
                rarity = float(np.log(len(held) / len(rows)))
                held[rows] += rarity
                total += rarity
        return held / (total or 1.0)

    def features(self, rows: Sequence[int], question: Question, vectors: Vectors, near: Numbers) -> Numbers:
        """Return a row for each passage and a column for each feature but what is expected.

        `vectors` are the question's, and its sentences' where it has several; `near` is what `near_asks` returns.
        """
        chosen = list(rows)
        alike = self.vectors[chosen] @ vectors.T
        meaning, best = alike[:, 0], alike.max(axis=1)
        words = self.held(question)[chosen]
        told = [self.passages[row] for row in chosen]
        asked = set(question.asked)
        about = np.array([not passage.about.isdisjoint(asked) for passage in told])
        speaks = np.array([not passage.tells.isdisjoint(asked) for passage in told])
        line = np.array([not passage.about.isdisjoint(asked & FACTS) for passage in told])
        gaps = self._gaps[chosen]
        columns = (
            meaning, best, words, meaning - meaning.max(), words - words.max(), *near.T, line, about, speaks, gaps,
            gaps * (about * 1.0 + speaks), np.log(self._sizes[chosen] / _USUAL_WORDS), np.arange(len(told)) / len(told),
        )  # fmt: skip
        return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


def near_asks(likeness: Vectors, answers: NDArray[np.bool_]) -> Numbers:
    """Return for each passage of a page how near the asks are that it answers: the nearest, and three shares.

    `answers` has a row for each ask of the page whose answers are known, and a column for each passage.
    """
    if not len(answers):
        return np.zeros((answers.shape[1], 4))
    weights = np.exp(_NEARNESS * (likeness - likeness.max()))
    weights /= weights.sum()
    alone = answers / np.maximum(answers.sum(axis=1, keepdims=True), 1)
    nearest = (answers * likeness[:, None]).max(axis=0)
    return np.stack([nearest, weights @ answers, answers.mean(axis=0), weights @ alone], axis=1)


def _kind(passage: Passage) -> Numbers:
    """Return which section a passage stands in, then what it is there to tell, then of what it speaks."""
    sections = [float(passage.section == section) for section in _SECTIONS]
    sections += [float(passage.section not in _SECTIONS), float(Aspect.LETTER in passage.about)]
    return np.array([*sections, *(a in passage.about for a in Aspect), *(a in passage.tells for a in Aspect)])


SECTION_KINDS = len(_SECTIONS) + 2
KINDS = SECTION_KINDS + 2 * len(Aspect)
