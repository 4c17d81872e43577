"""Rank the passages of a page for a question: what asks like it were answered by, and what such questions expect."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.aspects import Aspect
from bot.ask.engine.embedding import Vectors
from bot.ask.engine.passage_features import KINDS, SECTION_KINDS, Numbers, PassageTable
from bot.kit.arrays import map_arrays, save_arrays

Answers = Mapping[int, tuple[int, ...]]
"""The passages that answer an ask, all by their keys."""
FITTED = Path(__file__).with_name("passages.npz")


def key_of(text: str) -> int:
    """Return by what an ask or a passage is known in the fitted file."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True)
class PassageModel:
    """The fitted ranker."""

    expectation: Vectors
    """A ridge regression from a question's vector to what its answers have more than the page's other passages."""
    weights: Numbers

    def expected(self, table: PassageTable, rows: Sequence[int], vector: Vectors) -> Numbers:
        """Return how well each passage is what a question of this meaning expects, in four ways."""
        return compared(table, rows, np.append(vector, 1.0) @ self.expectation)

    def scores(self, features: Numbers, expected: Numbers) -> Numbers:
        """Return the score of each passage; the difference of two is the logarithm of their odds."""
        return np.asarray(np.hstack([features, expected]) @ self.weights)

    def save(self, answers: Answers, path: Path = FITTED) -> None:
        """Write the model, and what answers the asks that it was fitted to, as arrays."""
        arrays: dict[str, NDArray[Any]] = {
            "expectation": self.expectation.astype(np.float16),
            "weights": self.weights,
            "asks": np.array(list(answers), dtype=np.uint64),
            "counts": np.array([len(keys) for keys in answers.values()], dtype=np.uint8),
            "passages": np.array([key for keys in answers.values() for key in keys], dtype=np.uint64),
        }
        save_arrays(path, arrays)

    @classmethod
    def load(cls, path: Path = FITTED) -> tuple["PassageModel", Answers]:
        """Read what `save` wrote."""
        kept = map_arrays(path)
        passages = kept["passages"].tolist()
        ends = np.cumsum(kept["counts"], dtype=np.int64).tolist()
        spans = zip(kept["asks"].tolist(), [0, *ends[:-1]], ends, strict=True)
        answers = {ask: tuple(passages[start:end]) for ask, start, end in spans}
        return cls(kept["expectation"].astype(np.float32), kept["weights"]), answers


def compared(table: PassageTable, rows: Sequence[int], expected: NDArray[np.floating]) -> Numbers:
    """Return how each passage fits what is expected of its section, its matter, its words and its meaning."""
    chosen = list(rows)
    kinds = table.kinds[chosen]
    ends = (0, SECTION_KINDS, SECTION_KINDS + len(Aspect), KINDS)
    parts = [kinds[:, a:b] @ expected[a:b] for a, b in pairwise(ends)]
    return np.stack([*parts, table.vectors[chosen] @ expected[KINDS:]], axis=1).astype(np.float64)
