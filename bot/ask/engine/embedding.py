"""Sentence embeddings, as a port."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors of length one, so that a dot product is a likeness."""

    def embed(self, texts: list[str]) -> Vectors:
        """Return one row a text."""
        ...

    def embed_with_middle(self, texts: list[str]) -> Vectors:
        """Return one row a text: its vector, and as wide again how the middle of the model sees it."""
        ...
