"""Say whether a message shows a crisis, and how surely.

Two ways. Words that must never be missed (`signs.yaml`) are certain by themselves. A linear classifier over meaning,
letters and kinds of words reads what nobody listed: each sentence, two in a row, and a short message as a whole; the
highest counts. The more sentences there are, the higher it has to be, since one of many is high by chance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import numpy as np

from bot.crisis.engine.features import Embedder, Vectors, features, has_grave_word
from bot.crisis.engine.pieces import pieces_of, plain, sentences_of
from bot.crisis.engine.signs import sign_in, without_idioms

_READ = 4000
"""Letters that are read."""
_WITHOUT_A_GRAVE_WORD = 0.35
_FEW = 3
"""Sentences up to which each is read; of more, those alone that have a grave word."""


class Tier(StrEnum):
    """How surely a message shows a crisis."""

    NONE = "none"
    POSSIBLE = "possible"
    CERTAIN = "certain"


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted classifier."""

    numbers: Vectors
    offset: float
    certain: float
    possible: float
    certain_rises: float
    possible_rises: float
    """What a bound rises by whenever the number of sentences doubles."""

    @classmethod
    @cache
    def fitted(cls) -> "Weights":
        """Return what `python -m benchmarks.crisis fit` wrote."""
        with files(__package__).joinpath("weights.npz").open("rb") as file, np.load(file) as kept:
            return cls(kept["numbers"].astype(np.float32), *map(float, kept["offset_and_bounds"]))

    def tier(self, scored: Sequence[tuple[str, float]], sentences: int) -> Tier:
        """Return what the scores of pieces of plain words say, of a message with so many sentences.

        Without a grave word a piece has to score higher to be certain.
        """
        doubled = float(np.log2(max(1, sentences)))
        surest = max(score - (0 if has_grave_word(piece) else _WITHOUT_A_GRAVE_WORD) for piece, score in scored)
        if surest > self.certain + self.certain_rises * doubled:
            return Tier.CERTAIN
        highest = max(score for _, score in scored)
        return Tier.POSSIBLE if highest > self.possible + self.possible_rises * doubled else Tier.NONE


class CrisisReader:
    """Reads messages; safe to use from several threads if the embedder is."""

    def __init__(self, embedder: Embedder, weights: Weights | None = None) -> None:
        """Take the embeddings that the weights were fitted with."""
        self._embedder = embedder
        self._weights = weights or Weights.fitted()

    def read(self, text: str) -> Tier:
        """Return the tier; what is longer than 4,000 letters is cut."""
        text = text[:_READ]
        sentences = sentences_of(text)
        if any(sign_in(without_idioms(words)) for words in (*sentences, plain(text))):
            return Tier.CERTAIN
        pieces = [kept for piece in pieces_of(text) if (kept := without_idioms(piece))]
        if len(sentences) > _FEW:
            pieces = [piece for piece in pieces if has_grave_word(piece)]
        scored = list(zip(pieces, self.scores(pieces), strict=True))
        return self._weights.tier(scored, len(sentences)) if scored else Tier.NONE

    def scores(self, pieces: list[str]) -> list[float]:
        """Return the score of each piece of plain words; above 0 is nearer to crisis."""
        return [
            float(score) for score in features(pieces, self._embedder) @ self._weights.numbers + self._weights.offset
        ]
