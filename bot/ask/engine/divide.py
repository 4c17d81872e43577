"""A dividing line between two sets of sentence embeddings."""

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.embedding import Vectors

_NEIGHBORS = 3
_NEIGHBOR_WEIGHT = 1.5


class Divide:
    """A ridge regression between two sides, each counting as much as the other, and the likest examples of each."""

    def __init__(self, beyond: Vectors, within: Vectors, ridge: float) -> None:
        """Fit: takes some 10 ms for 2,000 vectors of 256 numbers."""
        self._beyond = beyond
        self._within = within
        self._weights, self._offset = _fit(beyond, within, ridge)

    def distance(self, vector: NDArray[np.float32]) -> float:
        """Return how far beyond the line a vector lies; below 0 it is within."""
        line = float(vector @ self._weights + self._offset)
        return line + _NEIGHBOR_WEIGHT * (_nearest(self._beyond, vector) - _nearest(self._within, vector))


def _fit(beyond: Vectors, within: Vectors, ridge: float) -> tuple[NDArray[np.float64], float]:
    """Fit to +1 beyond and -1 within."""
    table = np.vstack([within, beyond]).astype(np.float64)
    table = np.hstack([table, np.ones((len(table), 1))])
    target = np.concatenate([-np.ones(len(within)), np.ones(len(beyond))])
    share = np.concatenate([np.full(len(within), 100 / len(within)), np.full(len(beyond), 100 / len(beyond))])
    penalty = ridge * np.eye(table.shape[1])
    penalty[-1, -1] = 0.0
    solution = np.linalg.solve(table.T @ (table * share[:, None]) + penalty, table.T @ (target * share))
    return solution[:-1], float(solution[-1])


def _nearest(vectors: Vectors, vector: NDArray[np.float32]) -> float:
    """Return the mean likeness of the nearest few."""
    return float(np.mean(np.partition(vectors @ vector, -_NEIGHBORS)[-_NEIGHBORS:]))
