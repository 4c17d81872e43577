"""Fit the classifier: a ridge regression to +1 and -1, solved in closed form over the examples' likeness."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.crisis.examples import Example
from bot.crisis.engine.features import WIDTH, Embedder, features
from bot.crisis.engine.pieces import plain

FOLDS = 5
_RIDGE = 0.5
_QUESTION_COUNTS = 0.5
"""What a question of a page counts beside an example: there are many, and hardly one is near."""
_BATCH = 256

Numbers = NDArray[np.float32]


def table(examples: Sequence[Example], embedder: Embedder) -> Numbers:
    """Return a row for each example, and a last column of ones: the offset."""
    rows = np.ones((len(examples), WIDTH + 1), dtype=np.float32)
    for start in range(0, len(examples), _BATCH):
        part = [plain(example.text) for example in examples[start : start + _BATCH]]
        rows[start : start + len(part), :WIDTH] = features(part, embedder)
    return rows


def fit(rows: Numbers, examples: Sequence[Example]) -> Numbers:
    """Return the weights, offset last."""
    target = np.array([1.0 if example.is_crisis else -1.0 for example in examples])
    counts = np.array([_QUESTION_COUNTS if example.kind == "question" else 1.0 for example in examples])
    likeness = (rows @ rows.T).astype(np.float64)
    return np.asarray(rows.T @ np.linalg.solve(likeness + np.diag(_RIDGE / counts), target), dtype=np.float32)


def cross_validated(rows: Numbers, examples: Sequence[Example]) -> Numbers:
    """Return each example's score by a classifier that did not see it, nor another of its fold."""
    folds = np.array([int(hashlib.sha256(plain(one.text).encode()).hexdigest(), 16) % FOLDS for one in examples])
    scores = np.zeros(len(examples), dtype=np.float32)
    for fold in range(FOLDS):
        learned = [example for example, other in zip(examples, folds, strict=True) if other != fold]
        scores[folds == fold] = rows[folds == fold] @ fit(rows[folds != fold], learned)
    return scores
