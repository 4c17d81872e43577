"""Weigh all that speaks for a sign in an offer: what the rules found, and what its sentences are like.

Neither the rules nor likeness is right by itself often enough. So one small regression decides for each offer and sign,
fitted on offers by authors whom neither had seen. A hit of the rules that is unlike all examples of the sign falls, a
sentence that alone is not like enough is taken where it is with its neighbor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating]

_LEAST = -0.5
"""What a score below it is like is nothing: how far below tells no more."""


class Evidence(NamedTuple):
    """What is known of an offer: rows are sentences, columns signs."""

    scores: Numbers
    """How like each sentence is to examples of each sign."""
    paired: Numbers
    """The same of each sentence together with a neighbor, the higher of two; of a lone sentence, its own."""
    is_hit: NDArray[np.bool_]
    """Whether the rules found the sign in the sentence."""

    def columns(self) -> Numbers:
        """Return a row of numbers for each sign; the first says whether the rules found it."""
        each = np.arange(self.scores.shape[1])
        best = self.scores.argmax(axis=0)
        highest, beside = self.scores[best, each], self.paired[best, each]
        other, other_beside = _highest_other(self.scores)[best, each], _highest_other(self.paired)[best, each]
        is_hit = self.is_hit.any(axis=0)
        columns = (
            is_hit,
            is_hit * _highest_among(self.scores, self.is_hit),
            is_hit * _highest_among(self.paired, self.is_hit),
            highest,
            np.maximum(highest, _LEAST),
            highest - other,
            highest >= other,
            np.maximum(other, _LEAST),
            beside,
            self.paired.max(axis=0),
            beside - other_beside,
        )
        return np.column_stack(columns).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Weighing:
    """What each number counts for all signs, and what is a sign's own: next to nothing where it has few examples."""

    common: Numbers
    own: Numbers
    own_if_hit: Numbers

    def chances(self, evidence: Evidence) -> Numbers:
        """Return for each sign how probable it is that the offer shows it."""
        columns = evidence.columns()
        sums = columns @ self.common + self.own + self.own_if_hit * columns[:, 0]
        return np.asarray(1 / (1 + np.exp(-sums)))

    @classmethod
    def kept_in(cls, kept: Mapping[str, NDArray[Any]]) -> "Weighing":
        """Return what `arrays` took apart."""
        return cls(kept["common"], kept["own"], kept["own_if_hit"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return what is kept."""
        return {"common": self.common, "own": self.own, "own_if_hit": self.own_if_hit}


def _highest_other(scores: Numbers) -> Numbers:
    """Return for each sentence and sign the highest score of another sign."""
    second, first = np.sort(scores, axis=1)[:, -2:].T[:, :, None]
    return np.asarray(np.where(scores == first, second, first))


def _highest_among(scores: Numbers, chosen: NDArray[np.bool_]) -> Numbers:
    """Return the highest score of each sign in the chosen sentences, 0 where none is."""
    highest = np.where(chosen, scores, -np.inf).max(axis=0)
    return np.asarray(np.where(chosen.any(axis=0), highest, 0.0))
