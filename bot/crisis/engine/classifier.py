"""The fitted classifier: likeness to remembered examples, letters and names of what words are, added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.crisis.engine.features import Piece, weighed
from bot.crisis.engine.remembered import Remembered, Vectors, View

LIKENESS_COUNTS = np.float32(1.5)
"""How meaning and tone weigh against letters and names."""


_MANY = 11
"""Clauses from which on more of them count no more: not many more pieces are embedded."""
_FEW = 4
"""Clauses above which their number counts twice for certainty: in a long talk some piece always sounds grave."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the score of a lone clause has to be above, and by how much more whenever their number doubles."""

    certain: float
    possible: float
    certain_rises: float
    possible_rises: float

    def among(self, clauses: int) -> tuple[float, float]:
        """Return both bounds for the highest score among so many clauses."""
        doubled = float(np.log2(min(max(1, clauses), _MANY)))
        in_a_talk = max(0.0, doubled - float(np.log2(_FEW)))
        certain = self.certain + self.certain_rises * (doubled + in_a_talk)
        return certain, self.possible + self.possible_rises * doubled


@dataclass(frozen=True, slots=True)
class Classifier:
    """Scores pieces: above 0 is nearer to what is looked for."""

    views: tuple[View, View]
    remembered: tuple[Remembered, Remembered]
    counts: Vectors
    """What likeness to each example adds; of several kinds, a column each."""
    letters: NDArray[np.floating]
    """What letters and names add to that."""
    quick: NDArray[np.floating]
    """What they would add alone."""

    def most_likely_first(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Return pieces in the order of what letters and names say."""
        scores = weighed(pieces, self.quick)
        return [pieces[number] for number in np.argsort(-scores, kind="stable")]

    def scores(self, pieces: Sequence[Piece], vectors: Vectors) -> Vectors:
        """Return the score of each piece, whose vectors are given; of several kinds, a column each."""
        likeness = likeness_to(self.remembered, seen(self.views, vectors))
        return np.asarray(likeness @ self.counts + weighed(pieces, self.letters))

    @classmethod
    def kept_in(cls, kept: Mapping[str, NDArray[Any]]) -> "Classifier":
        """Return the classifier that `arrays` took apart."""
        views = (_view(kept, "meaning"), _view(kept, "tone"))
        remembered = (_remembered(kept, "meaning"), _remembered(kept, "tone"))
        return cls(views, remembered, kept["counts"], kept["letters"], kept["quick"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return what is kept of the classifier."""
        kept: dict[str, NDArray[Any]] = {}
        for name, view, remembered in zip(("meaning", "tone"), self.views, self.remembered, strict=True):
            kept |= {f"{name}_usual": view.usual, f"{name}_directions": view.directions.astype(np.float16)}
            kept |= {f"{name}_steps": remembered.steps, f"{name}_scale": remembered.scale}
        narrow = {name: getattr(self, name).astype(np.float16) for name in ("letters", "quick")}
        return kept | narrow | {"counts": self.counts.astype(np.float32)}


def affordable(pieces: Sequence[Piece], most_words: int) -> list[Piece]:
    """Return the first pieces that together have few words, and at least one."""
    words = 0
    chosen: list[Piece] = []
    for piece in pieces:
        words += len(piece.words.split())
        if words <= most_words or not chosen:
            chosen.append(piece)
    return chosen


def seen(views: tuple[View, View], vectors: Vectors) -> tuple[Vectors, Vectors]:
    """Return what each view sees of vectors."""
    half = vectors.shape[1] // 2
    return views[0](vectors[:, :half]), views[1](vectors[:, half:])


def likeness_to(remembered: tuple[Remembered, Remembered], rows: tuple[Vectors, Vectors]) -> Vectors:
    """Return the likeness of rows to each example, in meaning and tone together."""
    meaning, tone = (one.likeness(row) for one, row in zip(remembered, rows, strict=True))
    return np.asarray((meaning + tone) * LIKENESS_COUNTS)


def _view(kept: Mapping[str, NDArray[Any]], name: str) -> View:
    return View(kept[f"{name}_usual"], kept[f"{name}_directions"])


def _remembered(kept: Mapping[str, NDArray[Any]], name: str) -> Remembered:
    return Remembered(kept[f"{name}_steps"], kept[f"{name}_scale"])
