"""Say whether a message shows a crisis, and how surely.

Two ways. Words that must never be missed (`signs.yaml`) are certain by themselves. What nobody listed is read piece by
piece (`classifier.py`): a quick look at all pieces chooses those that are worth the time of the embeddings, and of them
the highest counts. The more clauses there are, the higher it has to be, since one of many is high by chance.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path

from bot.crisis.engine.classifier import Bounds, Classifier, affordable
from bot.crisis.engine.features import piece_of
from bot.crisis.engine.pieces import pieces_of, plain, sentences_of, units_of
from bot.crisis.engine.remembered import Embedder
from bot.crisis.engine.signs import sign_in, without_idioms
from bot.kit.arrays import map_arrays

FITTED = Path(__file__).with_name("weights.npz")

_READ = 4000
"""Letters that are read."""
_MOST_WORDS = 80
"""Words of all pieces that are embedded: a third of a millisecond each."""


class Tier(StrEnum):
    """How surely a message shows a crisis."""

    NONE = "none"
    POSSIBLE = "possible"
    CERTAIN = "certain"


@cache
def _shipped() -> tuple[Classifier, Bounds]:
    """Return what `python -m benchmarks.crisis fit` wrote."""
    kept = map_arrays(FITTED)
    return Classifier.kept_in(kept), Bounds(*map(float, kept["bounds"]))


class CrisisReader:
    """Reads messages; safe to use from several threads if the embedder is."""

    def __init__(self, embedder: Embedder, fitted: tuple[Classifier, Bounds] | None = None) -> None:
        """Take the embeddings that the classifier was fitted with."""
        self._embedder = embedder
        self._classifier, self._bounds = fitted or _shipped()

    def read(self, text: str) -> Tier:
        """Return the tier; what is longer than 4,000 letters is cut."""
        text = text[:_READ]
        if any(sign_in(without_idioms(words)) for words in (*sentences_of(text), plain(text))):
            return Tier.CERTAIN
        pieces = [kept for piece in pieces_of(text) if (kept := without_idioms(piece))]
        if not pieces:
            return Tier.NONE
        return self.tier_of(self.score(pieces), len(units_of(text)))

    def tier_of(self, score: float, clauses: int) -> Tier:
        """Return what the highest score in a message of so many clauses says."""
        certain, possible = self._bounds.among(clauses)
        return Tier.CERTAIN if score > certain else Tier.POSSIBLE if score > possible else Tier.NONE

    def score(self, pieces: list[str]) -> float:
        """Return the highest score of the pieces of plain words that a quick look chooses."""
        likely = self._classifier.most_likely_first([piece_of(words) for words in pieces])
        chosen = affordable(likely, _MOST_WORDS)
        vectors = self._embedder.embed_with_middle([piece.words for piece in chosen])
        return float(self._classifier.scores(chosen, vectors).max())
