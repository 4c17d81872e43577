"""What examples say of a sentence: signs in words that no rule has, and signs of the rules that it is no example of.

Where the rules found nothing its bound is high. What they found is taken back only if the sentence is unlike all
examples of the sign. Better nothing than a wrong sign.
"""

from collections.abc import Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.crisis.engine.classifier import Classifier, affordable
from bot.crisis.engine.features import Piece
from bot.crisis.engine.pieces import plain
from bot.crisis.engine.remembered import Embedder
from bot.kit.arrays import map_arrays

FITTED = Path(__file__).with_name("learned.npz")

BOUND = -0.1
"""Chosen on two authors whom the fit had not seen: what is added above it is right as often as the rules are."""
UNLIKE = -0.5
"""On those two, taking back what is below it cost no recall, and raised precision by one to three points."""
_MOST_WORDS = 90
"""Words that are embedded, of the sentences that a quick look finds most likely: a third of a millisecond each."""
_FEWEST_WORDS = 3
_MOST_GROUPS = 40
"""Groups of a sentence that are paired, so that none takes long; hardly any has more."""


Scores = NDArray[np.floating]


class Heard(NamedTuple):
    """A sentence, and the groups of words of the rules that stand in it."""

    text: str
    groups: frozenset[str]

    def piece(self) -> Piece:
        """Return what is compared: plain words, and the groups that stand together."""
        groups = sorted(self.groups)[:_MOST_GROUPS]
        return Piece(plain(self.text), (*groups, *(f"{one}+{other}" for one, other in combinations(groups, 2))))


class Ear(Protocol):
    """Hears in sentences what they are like."""

    def signs_in(self, sentences: Mapping[int, Heard]) -> dict[int, str]:
        """Return the id of a sign for each numbered sentence that shows one."""
        ...

    def unlike_in(self, sentences: Mapping[int, Heard]) -> dict[int, frozenset[str]]:
        """Return the ids of the signs that each numbered sentence is unlike; some sentences may be left out."""
        ...


class LearnedSigns:
    """Finds the sign that a sentence shows; safe to use from several threads if the embedder is."""

    def __init__(self, embedder: Embedder, fitted: tuple[Classifier, tuple[str, ...]] | None = None) -> None:
        """Take the embeddings that the classifier was fitted with."""
        self._embedder = embedder
        self._classifier, self._signs = fitted or _shipped()

    def signs_in(self, sentences: Mapping[int, Heard]) -> dict[int, str]:
        """Return the id of a sign for each numbered sentence that shows one."""
        numbers, scores = self._scored(sentences)
        best = scores.argmax(axis=1)
        return {
            number: self._signs[sign]
            for number, sign, row in zip(numbers, best.tolist(), scores, strict=True)
            if row[sign] > BOUND
        }

    def unlike_in(self, sentences: Mapping[int, Heard]) -> dict[int, frozenset[str]]:
        """Return the ids of the signs that each numbered sentence is unlike; those that cost too much are left out."""
        numbers, scores = self._scored(sentences)
        return {
            number: frozenset(self._signs[sign] for sign in np.flatnonzero(row < UNLIKE))
            for number, row in zip(numbers, scores, strict=True)
        }

    def _scored(self, sentences: Mapping[int, Heard]) -> tuple[list[int], Scores]:
        """Return the numbers of the sentences that can be afforded, and a row of scores for each."""
        pieces = {number: heard.piece() for number, heard in sentences.items()}
        long_enough = {piece: number for number, piece in pieces.items() if len(piece.words.split()) >= _FEWEST_WORDS}
        chosen = affordable(self._classifier.most_likely_first(list(long_enough)), _MOST_WORDS) if long_enough else []
        if not chosen:
            return [], np.empty((0, len(self._signs)))
        vectors = self._embedder.embed_with_middle([piece.words for piece in chosen])
        return [long_enough[piece] for piece in chosen], self._classifier.scores(chosen, vectors)


@cache
def _shipped() -> tuple[Classifier, tuple[str, ...]]:
    """Return what `make tollcheck-weights` wrote."""
    kept = map_arrays(FITTED)
    return Classifier.kept_in(kept), tuple(map(str, kept["signs"]))
