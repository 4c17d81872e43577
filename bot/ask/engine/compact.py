"""Vectors in a byte a number: a quarter of the memory, and as near as the kept ones are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.embedding import Vectors

STEPS = 127
"""The largest number of a vector in steps: eight bits with a sign."""
_SMALLEST = np.float32(1e-12)
_AT_ONCE = 256
"""Rows that are widened at a time, so that they stay in the processor's cache."""


class CompactVectors:
    """Rows of eight bits, each with a scale of its own that gives it the length one."""

    def __init__(self, steps: NDArray[np.int8]) -> None:
        """Take rows in steps of any size: only their direction counts."""
        self.steps = steps
        squares = (np.square(part.astype(np.float32)).sum(axis=1) for part in self._parts())
        lengths = np.sqrt(np.concatenate([np.zeros(0, dtype=np.float32), *squares]))
        self._scale = 1 / np.maximum(lengths, _SMALLEST)

    @classmethod
    def of(cls, vectors: Vectors) -> "CompactVectors":
        """Round vectors to steps."""
        return cls(in_steps(vectors))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.steps)

    def __getitem__(self, rows: Sequence[int] | slice) -> Vectors:
        """Return some rows as they were."""
        return np.asarray(self.steps[rows] * self._scale[rows, None])

    def likeness(self, vector: Vectors) -> Vectors:
        """Return how alike each row is to a vector: their dot product."""
        found = [part.astype(np.float32) @ vector for part in self._parts()]
        return np.asarray(np.concatenate(found) * self._scale)

    def _parts(self) -> list[NDArray[np.int8]]:
        return [self.steps[start : start + _AT_ONCE] for start in range(0, len(self.steps), _AT_ONCE)]


def in_steps(vectors: Vectors) -> NDArray[np.int8]:
    """Return rows as whole numbers, the largest of each row 127."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    return np.asarray(np.round(vectors / np.maximum(largest, _SMALLEST) * STEPS), dtype=np.int8)
