"""Choose what of a page answers a question, by a ranker that was fitted to passages judged by hand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.aspects import Aspect
from bot.ask.engine.compact import CompactVectors
from bot.ask.engine.embedding import Vectors
from bot.ask.engine.passage_features import FACTS, PassageTable, near_asks
from bot.ask.engine.passage_model import Answers, PassageModel, key_of
from bot.ask.engine.passages import Passage
from bot.ask.engine.question import Question

_MOST_FACTS = 3
"""Facts of a question that are told beside the best passage, which may leave some out."""
_GAP_BESIDE, _PLAIN_LINE = -2.0, 1.5
"""What a line on what was not found loses where the page has one about a fact that is asked; a plain fact gains."""
_PLAIN = frozenset({Aspect.PAY, Aspect.COST, Aspect.TRAVEL, Aspect.REMOTE, Aspect.CITIZENSHIP})
_FAR = 3.0
"""How much below the best passage's score the others may lie."""
_THE_SAME = 0.86
"""Likeness from which two passages say the same."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a page may be shown."""

    passages: int
    letters: int
    gaps: bool = True
    """Whether it may say what the page could not find."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The passages of a page that answer, best first."""

    passages: tuple[Passage, ...]
    likeness: float
    """How alike in meaning the likest passage of the page is to the whole question."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The asks of a page whose answers are known: their vectors, and a column for each passage of the page."""

    vectors: CompactVectors
    answers: NDArray[np.bool_]


class PassageChooser:
    """Holds the passages of all pages."""

    def __init__(
        self, passages: Sequence[Passage], vectors: CompactVectors, asks: Mapping[str, tuple[Sequence[str], Vectors]]
    ) -> None:
        """Take the passages with their vectors in the same order, and the asks of each page with theirs."""
        self._table = PassageTable(passages, vectors)
        self._model, answers = PassageModel.load()
        self._known = {
            page_id: self._known_of(page_id, answers, *asks.get(page_id, ((), vectors[:0])))
            for page_id in self._table.rows_of
        }

    def _known_of(self, page_id: str, answers_of: Answers, asks: Sequence[str], vectors: Vectors) -> _Known:
        keys = [key_of(self._table.passages[row].text) for row in self._table.rows_of[page_id]]
        found = [(number, answers_of[key]) for number, ask in enumerate(asks) if (key := key_of(ask)) in answers_of]
        answers = np.array([[key in answering for key in keys] for _, answering in found], dtype=bool)
        return _Known(
            CompactVectors.of(vectors[[number for number, _ in found]]), answers.reshape(len(found), len(keys))
        )

    def choose(self, page_id: str, question: Question, vectors: Vectors, room: Room) -> Choice:
        """Choose from a page; `vectors` are the question's, and its sentences' where it has several."""
        rows = self._table.rows_of[page_id]
        known = self._known[page_id]
        likeness = known.vectors.likeness(vectors[0]) if len(known.vectors) else vectors[0][:0]
        near = near_asks(likeness, known.answers)
        features = self._table.features(rows, question, vectors, near)
        scores = self._model.scores(features, self._model.expected(self._table, rows, vectors[0]))
        scores = scores + self._plainly(rows, question.asked)
        best = np.argsort(-scores).tolist()
        within = [place for place in best if scores[place] >= scores[best[0]] - _FAR]
        chosen: list[int] = []
        size = 0
        for place in dict.fromkeys([best[0], *self._facts(rows, best, question.asked), *within]):
            row, passage = rows[place], self._table.passages[rows[place]]
            if len(chosen) >= room.passages:
                break
            told = self._is_told(row, chosen)
            if not (told or (passage.is_gap and not room.gaps) or (chosen and size + len(passage.text) > room.letters)):
                chosen.append(row)
                size += len(passage.text)
        return Choice(tuple(self._table.passages[row] for row in chosen), float(features[:, 0].max()))

    def _plainly(self, rows: Sequence[int], asked: Sequence[Aspect]) -> NDArray[np.float64]:
        """Return what passages gain or lose where the page has a line about a fact that is asked."""
        passages = [self._table.passages[row] for row in rows]
        lines = np.array([not one.is_gap and not one.about.isdisjoint(FACTS & set(asked)) for one in passages])
        gaps = np.array([one.is_gap for one in passages])
        plain = np.array([not one.is_gap and not one.about.isdisjoint(_PLAIN & set(asked)) for one in passages])
        return _GAP_BESIDE * (gaps & lines.any()) + _PLAIN_LINE * plain

    def _is_told(self, row: int, chosen: list[int]) -> bool:
        """Tell whether a passage says the same as one that was chosen."""
        vectors = self._table.vectors
        return bool(chosen) and bool((vectors[chosen] @ vectors[[row]][0] > _THE_SAME).any())

    def _facts(self, rows: Sequence[int], best: Sequence[int], asked: Sequence[Aspect]) -> list[int]:
        """Return the best place that tells each of the facts that are asked beside what the best place tells."""
        passages = [self._table.passages[row] for row in rows]
        covered = set(passages[best[0]].about | passages[best[0]].tells)
        found: list[int] = []
        for aspect in [aspect for aspect in asked if aspect in FACTS][:_MOST_FACTS]:
            if aspect not in covered:
                places = [place for place in best if aspect in passages[place].about]
                found += places[:1]
                covered |= {aspect for place in places[:1] for aspect in passages[place].about}
        return found

    @property
    def words(self) -> Iterable[str]:
        """Return all words of all passages."""
        return self._table.words

    def verdict(self, page_id: str) -> Passage:
        """Return the first passage of a page: of a myth, the claim and the verdict."""
        return self._table.passages[self._table.rows_of[page_id][0]]

    def likeness(self, passage: Passage, vectors: Vectors) -> float:
        """Return how alike in meaning a passage is to the whole question."""
        table = self._table
        row = next(row for row in table.rows_of[passage.page_id] if table.passages[row] is passage)
        return float(table.vectors[[row]][0] @ vectors[0])
