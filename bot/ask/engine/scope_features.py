"""What the scope classifier sees of a message beside its meaning: words and letters, marks, and how near asks are."""

import re
import zlib
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.scope_marks import marks_of

Numbers = NDArray[np.float32]

BUCKETS = 4096
_LETTERS = 4
_MARKS_COUNT = np.float32(0.25)
"""How much a mark counts beside all words and letters together, whose length is one."""
_FEW_WORDS = 3
_NEAREST = (1, 3, 5)
"""So many of the nearest asks are averaged; one of them may be near by chance."""
_HALFWAY = 0.5
_WORD = re.compile(r"[a-z0-9']+")


def hashed(text: str) -> Numbers:
    """Return how often words, pairs of words and runs of four letters fall into each bucket."""
    words = _WORD.findall(text.lower())
    run = f" {' '.join(words)} "
    found = {*words, *(f"{one}_{two}" for one, two in pairwise(words)), f"^{' '.join(words[:2])}"}
    found |= {run[start : start + _LETTERS] for start in range(len(run) - _LETTERS + 1)}
    counts = np.zeros(BUCKETS, dtype=np.float32)
    for one in found:
        counts[zlib.crc32(one.encode()) % BUCKETS] += 1
    return counts


def nearness(likeness: Numbers) -> Numbers:
    """Return how alike the nearest asks are, by the likeness of all of them."""
    best = np.sort(np.partition(likeness, -_NEAREST[-1])[-_NEAREST[-1] :])
    return np.array([best[-count:].mean() - _HALFWAY for count in _NEAREST], dtype=np.float32)


def features(counts: Numbers, rarity: Numbers, text: str, named: float, near: Numbers) -> Numbers:
    """Return the hashed counts, weighed by how rare each bucket is, then the marks, then the nearness of asks.

    `named` is how surely the text names pages.
    """
    weighed = np.sqrt(counts) * rarity
    marks = [*marks_of(text), min(named, 1.0), float(len(text.split()) <= _FEW_WORDS)]
    length = max(float(np.linalg.norm(weighed)), 1e-6)
    told = (weighed / length, _MARKS_COUNT * np.array(marks, dtype=np.float32), near)
    return np.concatenate(told).astype(np.float32)
