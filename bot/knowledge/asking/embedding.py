"""Static sentence embeddings, as a port, and wordllama's."""

from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


_SMALLEST = np.float32(1e-6)
_BATCH = 8
"""Texts embedded at once: more is hardly faster, and what is taken for padding stays with the process."""


class Embedder(Protocol):
    """Turns texts into vectors of length one, so that a dot product is a likeness."""

    def embed(self, texts: list[str]) -> Vectors:
        """Return one row a text."""
        ...


class WordLlamaEmbedder:
    """wordllama's static embeddings: the weights come inside its wheel, and nothing is downloaded."""

    def __init__(self) -> None:
        """Load the weights: about half a second and 100 MB."""
        import wordllama  # heavy: only when somebody asks

        folder = Path(wordllama.__file__).parent
        self._model: Any = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)

    def embed(self, texts: list[str]) -> Vectors:
        """Return one row a text."""
        with np.errstate(invalid="ignore"):  # a text without any token is a mean over nothing
            vectors: Vectors = np.nan_to_num(self._model.embed(texts, batch_size=_BATCH))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, _SMALLEST), dtype=np.float32)
