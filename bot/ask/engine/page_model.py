"""Which page a question belongs to, by its meaning, words and letters: a ridge regression that was fitted ahead."""

import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.embedding import Vectors
from bot.ask.engine.words import expanded, telling, words_of
from bot.kit.arrays import map_arrays, save_arrays

FITTED = Path(__file__).with_name("pages.npz")
BUCKETS = 8192
_LETTERS = 5
_ENDINGS = ("ingly", "edly", "ing", "ed", "es", "s", "ly")
_SHORTEST_STEM = 4

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a text: the buckets into which they fall, and how often, in the same order."""

    buckets: NDArray[np.intp]
    counts: Vectors


def told(text: str) -> Told:
    """Return the words that tell, pairs of them, and runs of five letters, by the buckets into which they fall."""
    words = [_stem(word) for word in telling(words_of(expanded(text)))]
    run = f" {' '.join(words_of(text))} "
    found = {*words, *(f"{one}_{two}" for one, two in pairwise(words))}
    found |= {run[start : start + _LETTERS] for start in range(len(run) - _LETTERS + 1)}
    counts = Counter(zlib.crc32(one.encode()) % BUCKETS for one in found)
    return Told(np.array(list(counts), dtype=np.intp), np.array(list(counts.values()), dtype=np.float32))


def weighed(words: Told, rarity: Vectors) -> Vectors:
    """Return how much each bucket of a text counts, together of length one."""
    found = np.sqrt(words.counts) * rarity[words.buckets]
    return np.asarray(found / max(float(np.linalg.norm(found)), 1e-6), dtype=np.float32)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@dataclass(frozen=True)
class PageModel:
    """The fitted regression: a column for each page."""

    pages: tuple[str, ...]
    middle: Vectors
    """The mean of the vectors that it was fitted to."""
    by_meaning: Vectors
    by_words: NDArray[np.float16]
    rarity: Vectors

    def scores(self, text: str, vector: Vectors) -> Numbers:
        """Return how much a question looks like one for each page."""
        words = told(text)
        shares = weighed(words, self.rarity)
        by_words = shares @ self.by_words[words.buckets].astype(np.float32)
        return np.asarray((vector - self.middle) @ self.by_meaning + by_words, dtype=np.float64)

    def save(self, path: Path = FITTED) -> None:
        """Write the model as arrays."""
        arrays = {
            "pages": np.array(self.pages),
            "middle": self.middle,
            "by_meaning": self.by_meaning.astype(np.float16),
            "by_words": self.by_words,
            "rarity": self.rarity,
        }
        save_arrays(path, arrays)

    @classmethod
    def load(cls, path: Path = FITTED) -> "PageModel":
        """Read what `save` wrote."""
        kept = map_arrays(path)
        by_meaning = kept["by_meaning"].astype(np.float32)
        return cls(tuple(map(str, kept["pages"])), kept["middle"], by_meaning, kept["by_words"], kept["rarity"])
