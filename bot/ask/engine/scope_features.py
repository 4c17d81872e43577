"""What the scope classifier sees of a message beside its meaning: words and letters, marks, and how near asks are."""

import re
import zlib
from collections.abc import Sequence
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
_NEAREST_ASKS, _NEAREST_PASSAGES = (1, 3, 5, 10, 20), (1, 5)
"""So many of the nearest are averaged; one of them may be near by chance."""
_HALFWAY = 0.5
_MOST_WORDS, _WORDS_COUNT = 40.0, 0.025
"""The score of an ask that has a message's words: of what size it counts no more, and how much one of it does."""
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


def nearness(asks: Numbers, passages: Numbers, by_words: Sequence[float]) -> Numbers:
    """Return how near the pages' asks and passages are: in meaning the nearest few, and asks by their words."""
    nearest = [_mean_of_best(asks, count) - _HALFWAY for count in _NEAREST_ASKS]
    nearest += [_mean_of_best(passages, count) - _HALFWAY for count in _NEAREST_PASSAGES]
    best = sorted((min(score, _MOST_WORDS) for score in by_words), reverse=True)[:5]
    words = [best[0] if best else 0.0, sum(best) / 5]
    return np.array([*nearest, *(_WORDS_COUNT * score for score in words)], dtype=np.float32)


def _mean_of_best(likeness: Numbers, count: int) -> float:
    return float(np.partition(likeness, -count)[-count:].mean())


def features(counts: Numbers, rarity: Numbers, text: str, named: float, near: Numbers) -> Numbers:
    """Return the hashed counts, weighed by how rare each bucket is, then the marks, then the nearness of asks.

    `named` is how surely the text names pages.
    """
    weighed = np.sqrt(counts) * rarity
    marks = [*marks_of(text), min(named, 1.0), float(len(text.split()) <= _FEW_WORDS)]
    length = max(float(np.linalg.norm(weighed)), 1e-6)
    told = (weighed / length, _MARKS_COUNT * np.array(marks, dtype=np.float32), near)
    return np.concatenate(told).astype(np.float32)
