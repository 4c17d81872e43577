"""A classifier of what lies outside our scope: a kernel over meanings and a line over words and marks, as one."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.compact import CompactVectors
from bot.ask.engine.scope_features import Numbers, features, hashed
from bot.kit.arrays import map_arrays, save_arrays

_NEARNESS = 3.0
"""How fast the pull of an example fades with the distance of meanings."""
_BY_WORDS = 0.4
"""The share that words and marks have beside meaning."""
_RIDGE = 0.1
_ASKED_FOR_REASONS = 5
"""Landmarks that say together why a message is declined."""


@dataclass(frozen=True)
class Example:
    """A message with its meaning, how surely it names a page, and how much it counts."""

    text: str
    vector: Numbers
    named: float
    near: Numbers
    """How near the asks of pages are, itself left out."""
    weight: float
    reason: str | None
    """Why it is declined, or None where it lies inside."""


@dataclass(frozen=True)
class ScopeModel:
    """The fitted classifier; positive is outside."""

    landmarks: CompactVectors
    pull: Numbers
    """What each landmark adds for a message of the same meaning."""
    line: Numbers
    rarity: Numbers
    reasons: tuple[str, ...]
    """The reason of each landmark to decline, "" for those inside."""
    bound: float
    """What a score has to exceed to be declined."""

    def score(self, text: str, vector: Numbers, named: float, near: Numbers) -> float:
        """Return how far outside a message lies."""
        by_meaning = np.exp(_NEARNESS * (self.landmarks.likeness(vector) - 1)) @ self.pull
        by_words = features(hashed(text), self.rarity, text, named, near) @ self.line
        return float((1 - _BY_WORDS) * by_meaning + _BY_WORDS * by_words)

    def reason(self, vector: Numbers) -> str:
        """Return the reason that the likest landmarks give together."""
        likeness = self.landmarks.likeness(vector)
        likeness[[not reason for reason in self.reasons]] = -1
        given: dict[str, float] = {}
        for number in np.argsort(-likeness)[:_ASKED_FOR_REASONS]:
            reason = self.reasons[int(number)]
            given[reason] = given.get(reason, 0.0) + float(likeness[number]) ** 3
        return max(given, key=given.__getitem__)

    def save(self, path: Path) -> None:
        """Write the model as arrays."""
        arrays: dict[str, NDArray[Any]] = {
            "landmarks": self.landmarks.steps,
            "pull": self.pull,
            "line": self.line,
            "rarity": self.rarity,
            "reasons": np.array(self.reasons),
            "bound": np.array(self.bound),
        }
        save_arrays(path, arrays)

    @classmethod
    def load(cls, path: Path) -> "ScopeModel":
        """Read what `save` wrote."""
        kept = map_arrays(path)
        return cls(
            CompactVectors(kept["landmarks"]),
            kept["pull"],
            kept["line"],
            kept["rarity"],
            tuple(sys.intern(str(reason)) for reason in kept["reasons"]),
            float(kept["bound"]),
        )


def fit(examples: Sequence[Example], landmarks: Sequence[int], bound: float) -> ScopeModel:
    """Fit in closed form, with the examples at `landmarks` as centers of the kernel."""
    counts = np.array([hashed(one.text) for one in examples])
    rarity = np.log(len(examples) / (1 + (counts > 0).sum(axis=0))).clip(0).astype(np.float32)
    told = np.array(
        [features(row, rarity, one.text, one.named, one.near) for row, one in zip(counts, examples, strict=True)]
    )
    vectors = np.array([one.vector for one in examples])
    chosen = np.array(landmarks)
    table = _kernel(vectors, told, vectors[chosen], told[chosen])
    target = np.array([1.0 if one.reason else -1.0 for one in examples])
    weights = np.array([one.weight for one in examples])
    normal = table.T @ (table * weights[:, None]) + _RIDGE * table[chosen] + 1e-3 * np.eye(len(chosen))
    pull = np.linalg.solve(normal.astype(np.float64), table.T @ (weights * target)).astype(np.float32)
    reasons = tuple(examples[number].reason or "" for number in landmarks)
    return ScopeModel(CompactVectors.of(vectors[chosen]), pull, told[chosen].T @ pull, rarity, reasons, bound)


def _kernel(vectors: Numbers, told: Numbers, centers: Numbers, told_centers: Numbers) -> NDArray[np.float32]:
    near = np.exp(_NEARNESS * (vectors @ centers.T - 1))
    return np.asarray((1 - _BY_WORDS) * near + _BY_WORDS * (told @ told_centers.T))
