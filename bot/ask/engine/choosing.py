"""Choose what of a page answers a question: its own line about what is asked first, then what is nearest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.aspects import Aspect
from bot.ask.engine.compact import CompactVectors
from bot.ask.engine.embedding import Vectors
from bot.ask.engine.passages import Passage
from bot.ask.engine.question import Question
from bot.ask.engine.words import telling, words_of

_FACTS = frozenset(
    {
        Aspect.PAY, Aspect.COST, Aspect.LICENSE, Aspect.BOARD, Aspect.RESIDENCY, Aspect.EXPERIENCE, Aspect.DEGREE,
        Aspect.REMOTE, Aspect.TRAVEL, Aspect.HOURS, Aspect.PATIENTS, Aspect.CITIZENSHIP,
    }
)  # fmt: skip
"""What pages have a line about."""
_MOST_FACTS = 3
BARE_LINES = frozenset({"At a glance", "Pay", "What it costs"})
"""Bare lines: they answer what they are about, and nothing else."""
_WORDS_COUNT = 0.4
"""How much the share of the telling words that a passage holds counts beside its likeness in meaning."""
_IN_PLACE, _IN_SECTION, _BY_WORDS = 0.22, 0.10, 0.10
"""What a passage gains that is the page's line about what is asked, stands in its section, or speaks of it by words."""
_UNASKED_LINE, _LETTER, _GAP, _TO_DO, _WHERE, _SHORT = -0.3, -0.4, -0.4, -0.1, -0.1, -0.1
_SUMMARY, _OPEN_SUMMARY = -0.1, 0.15
"""What a summary gains, and what where neither its page is named nor a single fact asked: it says what the job is."""
_TO_DO_SECTIONS = frozenset({"This week", "Whom to ask"})
"""What to do, and no answer to a question about what is."""
_SHORT_TEXT = 100
_FAR = 0.25
"""How much below the best passage's score the others may lie."""
_THE_SAME = 0.86
"""Likeness from which two passages say the same."""
_SOON = 5
"""A passage that speaks of what is asked counts as the page's line about it where it is among so many of the best."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a page may be shown."""

    passages: int
    letters: int
    gaps: bool = True
    """Whether it may say what the page could not find."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The passages of a page that answer, best first, and how well the best does."""

    passages: tuple[Passage, ...]
    score: float


class PassageChooser:
    """Holds the passages of all pages."""

    def __init__(self, passages: Sequence[Passage], vectors: CompactVectors) -> None:
        """Take the passages, and their vectors in the same order."""
        self._passages = passages
        self._vectors = vectors
        self._rows_of: dict[str, list[int]] = {}
        holding: dict[str, list[int]] = {}
        for row, passage in enumerate(passages):
            self._rows_of.setdefault(passage.page_id, []).append(row)
            for word in set(words_of(passage.text)):
                holding.setdefault(word, []).append(row)
        self._holding = {word: np.array(rows, dtype=np.uint32) for word, rows in holding.items()}

    def choose(self, page_id: str, question: Question, vectors: Vectors, room: Room) -> Choice:
        """Choose from a page; `vectors` are the question's, and its sentences' where it has several."""
        scores = self._scores(self._rows_of[page_id], question, vectors)
        best = sorted(scores, key=lambda row: -scores[row])
        chosen = [row for row in self._lines(best, question.asked) if room.gaps or not self._passages[row].is_gap]
        size = sum(len(self._passages[row].text) for row in chosen)
        for row in best:
            passage = self._passages[row]
            if len(chosen) >= room.passages or (chosen and scores[row] < scores[best[0]] - _FAR):
                break
            told = bool(chosen) and bool((self._vectors[chosen] @ self._vectors[[row]][0] > _THE_SAME).any())
            if not (told or passage.is_gap or (chosen and size + len(passage.text) > room.letters)):
                chosen.append(row)
                size += len(passage.text)
        chosen.sort(key=lambda row: self._passages[row].is_gap)
        chosen = chosen or best[:1]
        return Choice(tuple(self._passages[row] for row in chosen), scores[best[0]])

    @property
    def words(self) -> Iterable[str]:
        """Return all words of all passages."""
        return self._holding

    def verdict(self, page_id: str) -> Passage:
        """Return the first passage of a page: of a myth, the claim and the verdict."""
        return self._passages[self._rows_of[page_id][0]]

    def likeness(self, passage: Passage, vectors: Vectors) -> float:
        """Return how alike in meaning a passage is to the whole question."""
        row = next(row for row in self._rows_of[passage.page_id] if self._passages[row] is passage)
        return float(self._vectors[[row]][0] @ vectors[0])

    def _scores(self, rows: list[int], question: Question, vectors: Vectors) -> dict[int, float]:
        held = self._held(question)[rows]
        alike = self._vectors[rows] @ vectors.T
        meaning = (alike[:, 0] + alike.max(axis=1)) / 2
        return {
            row: float(likeness + _WORDS_COUNT * share) + _worth(self._passages[row], question)
            for row, likeness, share in zip(rows, meaning, held, strict=True)
        }

    def _held(self, question: Question) -> NDArray[np.float64]:
        """Return the share of the telling words, each by how rare it is, that every passage holds."""
        held = np.zeros(len(self._passages))
        total = 0.0
        for word in telling(words_of(question.text)):
            if (rows := self._holding.get(word)) is not None:
                rarity = float(np.log(len(held) / len(rows)))
                held[rows] += rarity
                total += rarity
        return held / (total or 1.0)

    def _lines(self, best: list[int], asked: tuple[Aspect, ...]) -> list[int]:
        """Return the page's own passages about the facts that are asked."""
        found: list[int] = []
        for aspect in [aspect for aspect in asked if aspect in _FACTS][:_MOST_FACTS]:
            row = self._line(best, aspect)
            if row is not None and row not in found:
                found.append(row)
        return found

    def _line(self, best: list[int], aspect: Aspect) -> int | None:
        """Return the page's line about a fact; else what speaks of it; else that the page could not find it."""
        passages = self._passages
        for row in best:
            if aspect in passages[row].about and not passages[row].is_gap:
                return row
        told = [row for row in best if aspect in passages[row].tells and not passages[row].is_gap]
        gaps = [row for row in best if passages[row].is_gap and aspect in passages[row].about | passages[row].tells]
        if told and best.index(told[0]) < _SOON:
            return told[0]
        in_words_first = sorted(gaps, key=lambda row: aspect in passages[row].about)
        return in_words_first[0] if in_words_first else None


def _worth(passage: Passage, question: Question) -> float:
    """Return what a passage gains by its place and its words, whatever it means."""
    asked = question.asked
    in_place = not passage.about.isdisjoint(asked)
    if passage.section == "Summary":
        return _SUMMARY if passage.page_id in question.named or _FACTS & set(asked) else _OPEN_SUMMARY
    worth = 0.0
    if in_place:
        worth += _IN_PLACE if passage.about & _FACTS & set(asked) else _IN_SECTION
    elif not passage.tells.isdisjoint(asked):
        worth += _BY_WORDS
    worth += _UNASKED_LINE * (passage.section in BARE_LINES and not in_place)
    worth += _LETTER * (Aspect.LETTER in passage.about and Aspect.LETTER not in asked)
    worth += _WHERE * (Aspect.WHERE in passage.about and Aspect.WHERE not in asked)
    worth += _GAP * passage.is_gap + _TO_DO * (passage.section in _TO_DO_SECTIONS)
    return worth + _SHORT * (len(passage.text) < _SHORT_TEXT and passage.section not in BARE_LINES)
