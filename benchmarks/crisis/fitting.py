"""Fit the classifier: a ridge regression to +1 and -1, solved in closed form over the examples' likeness."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.crisis.examples import Example
from bot.crisis.engine.features import WIDTH, Embedder, features
from bot.crisis.engine.pieces import plain
from bot.crisis.engine.signs import without_idioms

FOLDS = 5
_RIDGE = 0.5
_BATCH = 256

Numbers = NDArray[np.float32]


def table(examples: Sequence[Example], embedder: Embedder) -> Numbers:
    """Return a row for each example, and a last column of ones: the offset."""
    rows = np.ones((len(examples), WIDTH + 1), dtype=np.float32)
    for start in range(0, len(examples), _BATCH):
        part = [without_idioms(plain(example.text)) for example in examples[start : start + _BATCH]]
        rows[start : start + len(part), :WIDTH] = features(part, embedder)
    return rows


def likeness(rows: Numbers) -> Numbers:
    """Return each row's product with each other: most of the work, and the same for all folds."""
    return rows @ rows.T


def solve(alike: Numbers, examples: Sequence[Example]) -> NDArray[np.float64]:
    """Return what each example adds to the weights."""
    target = np.array([1.0 if example.is_crisis else -1.0 for example in examples])
    return np.asarray(np.linalg.solve(alike + _RIDGE * np.eye(len(examples), dtype=np.float32), target))


def cross_validated(alike: Numbers, examples: Sequence[Example]) -> Numbers:
    """Return each example's score by a classifier that did not see it, nor another of its fold."""
    folds = np.array([int(hashlib.sha256(plain(one.text).encode()).hexdigest(), 16) % FOLDS for one in examples])
    scores = np.zeros(len(examples), dtype=np.float32)
    for fold in range(FOLDS):
        seen, unseen = np.flatnonzero(folds != fold).tolist(), np.flatnonzero(folds == fold).tolist()
        parts = solve(alike[np.ix_(seen, seen)], [examples[number] for number in seen])
        scores[unseen] = alike[np.ix_(unseen, seen)] @ parts
    return scores
