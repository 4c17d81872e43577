"""Say whether a message shows a crisis, and how surely.

Two ways. Words that must never be missed (`signs.yaml`) are certain by themselves. A linear classifier over meaning,
letters and kinds of words reads what nobody listed: each sentence, two in a row, and a short message as a whole; the
highest counts. The more sentences there are, the higher it has to be, since one of many is high by chance.
"""

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

    def tier(self, score: float, sentences: int) -> Tier:
        """Return what the highest score of a message with so many sentences says."""
        doubled = float(np.log2(max(1, sentences)))
        if score > self.certain + self.certain_rises * doubled:
            return Tier.CERTAIN
        return Tier.POSSIBLE if score > self.possible + self.possible_rises * doubled else Tier.NONE


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
        return self._weights.tier(self.score(pieces), len(sentences)) if pieces else Tier.NONE

    def score(self, pieces: list[str]) -> float:
        """Return the highest score of pieces of plain words; above 0 is nearer to crisis."""
        return float((features(pieces, self._embedder) @ self._weights.numbers).max()) + self._weights.offset
