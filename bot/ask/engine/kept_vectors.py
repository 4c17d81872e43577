"""Vectors of the pages' texts, kept by hash of the text, so that a start computes only what was changed since."""

import hashlib
import threading
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from bot.ask.engine.compact import CompactVectors, in_steps
from bot.ask.engine.embedding import Embedder, Vectors
from bot.kit.arrays import map_array

KEPT = Path(__file__).with_name("vectors.npy")
_RECENT, _FEW = 64, 16
"""Vectors that are remembered for what reads the same message next, and texts at once up to which they are."""


class KeptVectors:
    """An embedder that looks texts up first, and remembers the last few; safe to use from several threads."""

    def __init__(self, embedder: Embedder, path: Path = KEPT) -> None:
        """Map the file; without one, every text is computed."""
        self._embedder = embedder
        self._keys = array("Q")
        self._recent: OrderedDict[int, Vectors] = OrderedDict()
        self._changing = threading.Lock()
        if path.exists():
            self._kept = map_array(path)
            self._keys.frombytes(self._kept["key"].tobytes())

    def embed(self, texts: list[str]) -> Vectors:
        """Return one row a text."""
        rows = [self._row(text) for text in texts]
        missing = [number for number, row in enumerate(rows) if row is None]
        computed = self._computed([texts[number] for number in missing]) if missing else None
        if computed is not None and len(missing) == len(texts):
            return computed
        found = [row for row in rows if row is not None]
        kept = CompactVectors(self._kept["numbers"][found])[:]
        vectors = np.empty((len(texts), kept.shape[1]), dtype=np.float32)
        vectors[[number for number, row in enumerate(rows) if row is not None]] = kept
        if computed is not None:
            vectors[missing] = computed
        return vectors

    def embed_with_middle(self, texts: list[str]) -> Vectors:
        """Return one row a text, twice as wide: nothing of it is kept, and the vectors are remembered."""
        rows = self._embedder.embed_with_middle(texts)
        with self._changing:
            self._remember(dict(zip(texts, rows[:, : rows.shape[1] // 2], strict=True)))
        return rows

    def _computed(self, texts: list[str]) -> Vectors:
        """Return the vectors of texts that are not kept: a crisis and a question are read from the same words."""
        if len(texts) > _FEW:
            return self._embedder.embed(texts)
        with self._changing:
            known = {text: self._recent[key] for text in texts if (key := _key(text)) in self._recent}
        unknown = list(dict.fromkeys(text for text in texts if text not in known))
        if unknown:
            known |= zip(unknown, self._embedder.embed(unknown), strict=True)
        with self._changing:
            self._remember(known)
        return np.stack([known[text] for text in texts])

    def _remember(self, known: dict[str, Vectors]) -> None:
        for text, vector in known.items():
            self._recent[_key(text)] = vector
            self._recent.move_to_end(_key(text))
        while len(self._recent) > _RECENT:
            self._recent.popitem(last=False)

    def knows(self, text: str) -> bool:
        """Tell whether the vector of a text is kept."""
        return self._row(text) is not None

    def _row(self, text: str) -> int | None:
        key = _key(text)
        row = bisect_left(self._keys, key)
        return row if row < len(self._keys) and self._keys[row] == key else None


def open_embedder() -> KeptVectors:
    """Return the embedder that questions are read with: nothing is read before."""
    from bot.ask.engine.minilm import MiniLMEmbedder  # only where something is read: its tokenizers take a while

    return KeptVectors(MiniLMEmbedder())


def keep_vectors(texts: Iterable[str], embedder: Embedder, path: Path = KEPT) -> int:
    """Compute and write the vectors of texts; return how many there are."""
    by_key = {_key(text): text for text in texts}
    keys = sorted(by_key)
    vectors = embedder.embed([by_key[key] for key in keys])
    table = np.zeros(len(keys), dtype=[("key", "<u8"), ("numbers", "i1", (vectors.shape[1],))])
    table["key"] = keys
    table["numbers"] = in_steps(vectors)
    np.save(path, table, allow_pickle=False)
    return len(keys)


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")
