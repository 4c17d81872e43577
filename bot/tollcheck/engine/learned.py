"""Signs in words that no rule has: likeness of a sentence to examples of each sign.

It speaks only of sentences in which the rules found nothing, and its bound is high: better nothing than a wrong sign.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np

from bot.crisis.engine.classifier import Classifier
from bot.crisis.engine.pieces import plain
from bot.crisis.engine.remembered import Embedder

BOUND = 0.15
"""Chosen on authors whom the fit had not seen: of fair sentences one in two hundred is above it."""
_MOST_WORDS = 90
"""Words that are embedded, of the sentences that a quick look finds most likely: a third of a millisecond each."""
_FEWEST_WORDS = 3


class Ear(Protocol):
    """Hears signs in sentences."""

    def signs_in(self, sentences: Mapping[int, str]) -> dict[int, str]:
        """Return the id of a sign for each numbered sentence that shows one."""
        ...


class LearnedSigns:
    """Finds the sign that a sentence shows; safe to use from several threads if the embedder is."""

    def __init__(self, embedder: Embedder, fitted: tuple[Classifier, tuple[str, ...]] | None = None) -> None:
        """Take the embeddings that the classifier was fitted with."""
        self._embedder = embedder
        self._classifier, self._signs = fitted or _shipped()

    def signs_in(self, sentences: Mapping[int, str]) -> dict[int, str]:
        """Return the id of a sign for each numbered sentence that shows one."""
        words = {number: plain(sentence) for number, sentence in sentences.items()}
        numbers_of = {text: number for number, text in words.items() if len(text.split()) >= _FEWEST_WORDS}
        chosen = self._affordable(list(numbers_of))
        if not chosen:
            return {}
        scores = self._classifier.scores(chosen, self._embedder.embed_with_middle(chosen))
        best = scores.argmax(axis=1)
        return {
            numbers_of[text]: self._signs[sign]
            for text, sign, row in zip(chosen, best.tolist(), scores, strict=True)
            if row[sign] > BOUND
        }

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
    with files(__package__).joinpath("learned.npz").open("rb") as file, np.load(file) as kept:
        return Classifier.kept_in(kept), tuple(map(str, kept["signs"]))
