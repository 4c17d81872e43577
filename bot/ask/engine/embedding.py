"""Static sentence embeddings, as a port, and wordllama's."""

import json
import mmap
import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


_SMALLEST = np.float32(1e-6)
_BATCH = 64
"""Texts taken apart at once: what a batch takes is given back before the next."""
_MODEL = "l2_supercat"
_DIMENSIONS = 256


class Embedder(Protocol):
    """Turns texts into vectors of length one, so that a dot product is a likeness."""

    def embed(self, texts: list[str]) -> Vectors:
        """Return one row a text."""
        ...

    def rest(self) -> None:
        """Give back what embedding many texts took; embedding goes on to work."""
        ...


class WordLlamaEmbedder:
    """wordllama's static embeddings: the weights come inside its wheel, and nothing is downloaded.

    The package's own loader would import a download client and hold all weights twice as wide; a mean over rows of
    a mapped file gives the same vectors with 40 MB less.
    """

    def __init__(self) -> None:
        """Open the weights and the tokeniser: a tenth of a second and 15 MB."""
        from tokenizers import Tokenizer  # only when somebody asks

        folder = _wheel()
        self._tokeniser: Any = Tokenizer.from_file(str(folder / "tokenizers" / f"{_MODEL}_tokenizer_config.json"))
        self._tokeniser.no_padding()
        self._tokeniser.no_truncation()
        self._tokeniser.model._resize_cache(0)  # it would keep 13 MB of whole texts, which come but once
        self._file, self._weights = _mapped(folder / "weights" / f"{_MODEL}_{_DIMENSIONS}.safetensors")

    def embed(self, texts: list[str]) -> Vectors:
        """Return one row a text; a text without any token is a row of zeros."""
        vectors = np.zeros((len(texts), _DIMENSIONS), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            taken_apart = self._tokeniser.encode_batch(texts[start : start + _BATCH], add_special_tokens=False)
            for row, encoding in enumerate(taken_apart, start):
                if encoding.ids:
                    vectors[row] = self._weights[encoding.ids].astype(np.float32).mean(axis=0)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, _SMALLEST), dtype=np.float32)

    def rest(self) -> None:
        """Give back the memory that embedding many texts took; the next question reads what it needs again."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._file.madvise(mmap.MADV_DONTNEED)


def _wheel() -> Path:
    """Return where the package lies, without importing it."""
    spec = find_spec("wordllama")
    assert spec is not None, "a dependency of ours"
    assert spec.submodule_search_locations, "it is a package"
    return Path(spec.submodule_search_locations[0])


def _mapped(path: Path) -> tuple[mmap.mmap, NDArray[np.float16]]:
    """Map the one table of a safetensors file: the length of a JSON header, the header, the numbers.

    Source: https://huggingface.co/docs/safetensors/index#format
    """
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    (length,) = struct.unpack_from("<Q", mapped)
    [table] = (part for name, part in json.loads(mapped[8 : 8 + length]).items() if name != "__metadata__")
    rows, width = table["shape"]
    assert (table["dtype"], width) == ("F16", _DIMENSIONS), "another model than the one this was written for"
    numbers = np.frombuffer(mapped, dtype="<f2", count=rows * width, offset=8 + length + table["data_offsets"][0])
    return mapped, numbers.reshape(rows, width)
