"""What examples say of a sentence: signs in words that no rule has, and signs of the rules that it is no example of.

Where the rules found nothing its bound is high. What they found is taken back only if the sentence is unlike all
examples of the sign. Better nothing than a wrong sign.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.crisis.engine.classifier import Classifier
from bot.crisis.engine.pieces import plain
from bot.crisis.engine.remembered import Embedder
from bot.kit.arrays import map_arrays

FITTED = Path(__file__).with_name("learned.npz")

BOUND = 0.15
"""Chosen on authors whom the fit had not seen: of fair sentences one in two hundred is above it."""
UNLIKE = -0.75
"""Of what the rules found in sentences that no fit had seen, 5% of what was right is below it, and 44% of the wrong."""
_MOST_WORDS = 90
"""Words that are embedded, of the sentences that a quick look finds most likely: a third of a millisecond each."""
_FEWEST_WORDS = 3


Scores = NDArray[np.floating]


class Ear(Protocol):
    """Hears in sentences what they are like."""

    def signs_in(self, sentences: Mapping[int, str]) -> dict[int, str]:
        """Return the id of a sign for each numbered sentence that shows one."""
        ...

    def unlike_in(self, sentences: Mapping[int, str]) -> dict[int, frozenset[str]]:
        """Return the ids of the signs that each numbered sentence is unlike; some sentences may be left out."""
        ...


class LearnedSigns:
    """Finds the sign that a sentence shows; safe to use from several threads if the embedder is."""

    def __init__(self, embedder: Embedder, fitted: tuple[Classifier, tuple[str, ...]] | None = None) -> None:
        """Take the embeddings that the classifier was fitted with."""
        self._embedder = embedder
        self._classifier, self._signs = fitted or _shipped()

    def signs_in(self, sentences: Mapping[int, str]) -> dict[int, str]:
        """Return the id of a sign for each numbered sentence that shows one."""
        numbers, scores = self._scored(sentences)
        best = scores.argmax(axis=1)
        return {
            number: self._signs[sign]
            for number, sign, row in zip(numbers, best.tolist(), scores, strict=True)
            if row[sign] > BOUND
        }

    def unlike_in(self, sentences: Mapping[int, str]) -> dict[int, frozenset[str]]:
        """Return the ids of the signs that each numbered sentence is unlike; those that cost too much are left out."""
        numbers, scores = self._scored(sentences)
        return {
            number: frozenset(self._signs[sign] for sign in np.flatnonzero(row < UNLIKE))
            for number, row in zip(numbers, scores, strict=True)
        }

    def _scored(self, sentences: Mapping[int, str]) -> tuple[list[int], Scores]:
        """Return the numbers of the sentences that can be afforded, and a row of scores for each."""
        words = {number: plain(sentence) for number, sentence in sentences.items()}
        numbers_of = {text: number for number, text in words.items() if len(text.split()) >= _FEWEST_WORDS}
        chosen = self._affordable(list(numbers_of))
        if not chosen:
            return [], np.empty((0, len(self._signs)))
        scores = self._classifier.scores(chosen, self._embedder.embed_with_middle(chosen))
        return [numbers_of[text] for text in chosen], scores

    def _affordable(self, texts: list[str]) -> list[str]:
        words = 0
        chosen: list[str] = []
        for text in self._classifier.most_likely_first(texts) if texts else []:
            words += len(text.split())
            if words > _MOST_WORDS and chosen:
                break
            chosen.append(text)
        return chosen


@cache
def _shipped() -> tuple[Classifier, tuple[str, ...]]:
    """Return what `make tollcheck-weights` wrote."""
    kept = map_arrays(FITTED)
    return Classifier.kept_in(kept), tuple(map(str, kept["signs"]))
