"""How like a piece is to each of the remembered examples, in meaning and in tone.

Meaning is what the end of the embedding model sees, tone what its middle does; each is cut down to its widest
directions, so that some thousand examples take two megabytes.
"""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

DIRECTIONS = 160
_AT_ONCE = 1024
"""Examples that are widened at once, so that a reading takes no more memory than it has to."""
_STEPS = np.float32(127)
_SMALLEST = np.float32(1e-6)


class Embedder(Protocol):
    """Turns texts into vectors."""

    def embed_with_middle(self, texts: list[str]) -> Vectors:
        """Return one row a text: a vector of length one, and as wide again what the middle of the model sees."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """One half of the vectors: what is usual in it, and its widest directions."""

    usual: Vectors
    directions: NDArray[np.floating]

    @classmethod
    def of(cls, vectors: Vectors) -> "View":
        """Find what is usual, and the widest directions."""
        usual = vectors.mean(axis=0)
        _, _, directions = np.linalg.svd(_turned(vectors, usual), full_matrices=False)
        return cls(usual, directions[:DIRECTIONS].T.astype(np.float16))

    def __call__(self, vectors: Vectors) -> Vectors:
        """Return the rows along the directions."""
        return np.asarray(_turned(vectors, self.usual) @ self.directions.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Remembered:
    """Examples as one view sees them, in eight bits."""

    steps: NDArray[np.int8]
    scale: Vectors
    squares: Vectors = field(init=False)
    """The square of each example's length."""

    def __post_init__(self) -> None:
        """Reckon once what each reading needs."""
        parts = (np.square(self.steps[part].astype(np.float32)).sum(axis=1) for part in self._parts())
        object.__setattr__(self, "squares", np.concatenate(list(parts)) * self.scale[:, 0] ** 2)

    @classmethod
    def of(cls, rows: Vectors) -> "Remembered":
        """Round rows to eight bits, each by its largest number."""
        scale = np.maximum(np.abs(rows).max(axis=1, keepdims=True), _SMALLEST) / _STEPS
        return cls(np.round(rows / scale).astype(np.int8), scale.astype(np.float32))

    def likeness(self, rows: Vectors) -> Vectors:
        """Return exp(-|a - b|²) of each row with each example, some examples at a time."""
        products = [rows @ self.steps[part].astype(np.float32).T for part in self._parts()]
        apart = np.square(rows).sum(axis=1)[:, None] + self.squares - 2 * self.scale[:, 0] * np.hstack(products)
        return np.asarray(np.exp(-np.maximum(apart, 0)))

    def _parts(self) -> list[slice]:
        return [slice(at, at + _AT_ONCE) for at in range(0, len(self.steps), _AT_ONCE)]


def _turned(vectors: Vectors, usual: Vectors) -> Vectors:
    turned = vectors - usual
    return np.asarray(turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), _SMALLEST))
