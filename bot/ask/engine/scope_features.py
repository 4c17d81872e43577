"""What the scope classifier sees of a message beside its meaning: its words and letters, hashed, and its marks."""

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


def features(counts: Numbers, rarity: Numbers, text: str, named: float) -> Numbers:
    """Return the hashed counts, weighed by how rare each bucket is, then the marks; `named` is how surely a page is."""
    weighed = np.sqrt(counts) * rarity
    marks = [*marks_of(text), min(named, 1.0), float(len(text.split()) <= _FEW_WORDS)]
    length = max(float(np.linalg.norm(weighed)), 1e-6)
    return np.concatenate([weighed / length, _MARKS_COUNT * np.array(marks, dtype=np.float32)]).astype(np.float32)
