"""What examples say of an offer: sentence by sentence, and two by two, weighed with what the rules found.

Better nothing than a wrong sign, so the bound is high.
"""

from collections.abc import Mapping
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np

from bot.crisis.engine.classifier import Classifier, affordable
from bot.crisis.engine.features import Piece
from bot.crisis.engine.pieces import plain
from bot.crisis.engine.remembered import Embedder
from bot.kit.arrays import map_arrays
from bot.tollcheck.engine.weighing import Evidence, Numbers, Weighing

FITTED = Path(__file__).with_name("learned.npz")

BOUND = 0.8
"""How probable a sign has to be: by the mean of thirteen authors whom the fits had not seen."""
BOUND_OF_HITS = 0.6
"""The same where the rules found it: those authors avoid the words of the rules, and most offers do not."""
_MOST_WORDS = 120
"""Words that are embedded, of what the rules found and of the sentences that a quick look finds most likely."""
_FEWEST_WORDS = 3
_MOST_GROUPS = 40
"""Groups of a sentence that are paired, so that none takes long; hardly any has more."""

Hits = Mapping[str, frozenset[int]]
"""The numbers of the sentences in which the rules found a sign."""


class Heard(NamedTuple):
    """A sentence, and the groups of words of the rules that stand in it."""

    text: str
    groups: frozenset[str]

    def piece(self) -> Piece:
        """Return what is compared: plain words, and the groups that stand together."""
        groups = sorted(self.groups)[:_MOST_GROUPS]
        return Piece(plain(self.text), (*groups, *(f"{one}+{other}" for one, other in combinations(groups, 2))))

    def followed_by(self, other: "Heard") -> "Heard":
        """Return two sentences as one."""
        return Heard(f"{self.text} {other.text}", self.groups | other.groups)


class Judged(NamedTuple):
    """What an offer shows, and what it does not though the rules found it."""

    shown: dict[str, int]
    """The ids of signs, and the number of the sentence that is most like them."""
    denied: frozenset[str]


class Ear(Protocol):
    """Hears in an offer what it is like."""

    def judge(self, sentences: Mapping[int, Heard], hits: Hits) -> Judged:
        """Return what numbered sentences show, given what the rules found in them."""
        ...


class Fitted(NamedTuple):
    """What was learned."""

    signs: tuple[str, ...]
    classifier: Classifier
    weighing: Weighing


class LearnedSigns:
    """Finds the signs that an offer shows; safe to use from several threads if the embedder is."""

    def __init__(self, embedder: Embedder, fitted: Fitted | None = None) -> None:
        """Take the embeddings that the classifier was fitted with."""
        self._embedder = embedder
        self._signs, self._classifier, self._weighing = fitted or _shipped()

    def judge(self, sentences: Mapping[int, Heard], hits: Hits) -> Judged:
        """Return what numbered sentences show; what the rules found in those that cost too much stands."""
        numbers, evidence = self.evidence(sentences, hits)
        if not numbers:
            return Judged({}, frozenset())
        bounds = np.where(evidence.is_hit.any(axis=0), BOUND_OF_HITS, BOUND)
        is_shown = self._weighing.chances(evidence) > bounds
        best = evidence.scores.argmax(axis=0)
        shown = {sign: numbers[best[at]] for at, sign in enumerate(self._signs) if is_shown[at]}
        others = frozenset(self._signs) - shown.keys()
        return Judged(shown, frozenset(sign for sign in others if hits.get(sign, frozenset()) <= set(numbers)))

    def evidence(self, sentences: Mapping[int, Heard], hits: Hits) -> tuple[list[int], Evidence]:
        """Return the numbers of the sentences that can be afforded, and what is known of them."""
        pieces = self._chosen(sentences, frozenset().union(*hits.values()))
        numbers = list(pieces)
        scores, paired = self._scored(sentences, pieces) if pieces else np.empty((2, 0, len(self._signs)))
        is_hit = np.array([[number in hits.get(sign, ()) for sign in self._signs] for number in numbers], dtype=bool)
        return numbers, Evidence(scores, paired, is_hit)

    def _chosen(self, sentences: Mapping[int, Heard], hit: frozenset[int]) -> dict[int, Piece]:
        """Return what is compared of the sentences that can be afforded, in their order."""
        pieces = {number: heard.piece() for number, heard in sentences.items()}
        numbers = {piece: number for number, piece in pieces.items() if len(piece.words.split()) >= _FEWEST_WORDS}
        likely = self._classifier.most_likely_first(list(numbers)) if numbers else []
        first = sorted(likely, key=lambda piece: numbers[piece] not in hit)
        return {number: pieces[number] for number in sorted(numbers[piece] for piece in affordable(first, _MOST_WORDS))}

    def _scored(self, sentences: Mapping[int, Heard], pieces: Mapping[int, Piece]) -> tuple[Numbers, Numbers]:
        """Return what each sentence scores, and what it scores together with a neighbor.

        The vector of two is between those of each, so that no word is embedded twice.
        """
        several = list(pieces.values())
        vectors = self._embedder.embed_with_middle([piece.words for piece in several])
        order = {number: at for at, number in enumerate(sentences)}
        rows = [(at, at + 1) for at, (one, two) in enumerate(pairwise(pieces)) if order[two] - order[one] == 1]
        numbers = list(pieces)
        pairs = [sentences[numbers[one]].followed_by(sentences[numbers[two]]).piece() for one, two in rows]
        lengths = np.array([[len(piece.words.split())] for piece in several], dtype=np.float32)
        between = [
            (vectors[[one, two]] * lengths[[one, two]]).sum(axis=0) / lengths[[one, two]].sum() for one, two in rows
        ]
        all_scores = self._classifier.scores([*several, *pairs], np.vstack([vectors, *between]))
        scores, of_pairs = all_scores[: len(several)], all_scores[len(several) :]
        paired = np.full_like(scores, -np.inf)
        for row, pair in zip(rows, of_pairs, strict=True):
            for at in row:
                paired[at] = np.maximum(paired[at], pair)
        return scores, np.where(np.isinf(paired), scores, paired)


@cache
def _shipped() -> Fitted:
    """Return what `make tollcheck-weights` wrote."""
    kept = map_arrays(FITTED)
    return Fitted(tuple(map(str, kept["signs"])), Classifier.kept_in(kept), Weighing.kept_in(kept))
