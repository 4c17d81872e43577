"""Fit anew what ranks the passages of a page, and say how it does on questions that it was not fitted to.

`python -m benchmarks.ask.passage_fitting`: reads `answers.jsonl` (asks, and how the passages begin that answer them, as
one person judged), prints shares, and writes `bot/ask/engine/passages.npz`. Questions of the set "other" are by other
authors and serve to measure only.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.compact import CompactVectors
from bot.ask.engine.embedding import Vectors
from bot.ask.engine.kept_vectors import open_embedder
from bot.ask.engine.passage_features import FEATURES, Numbers, PassageTable, near_asks
from bot.ask.engine.passage_model import FITTED, PassageModel, compared, key_of
from bot.ask.engine.passages import cut_passages, in_context
from bot.ask.engine.question import QuestionReader
from bot.ask.engine.sentences import vectors_of
from bot.knowledge.loader import load

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "benchmarks" / "ask" / "answers.jsonl"
_EXPECTATION_RIDGE, _WEIGHTS_RIDGE = 3.0, 20.0
_STEPS = 30
_SMALLEST_STEP = 1e-6
_SHOWN = 3


@dataclass(frozen=True)
class Judged:
    """A question, and which passages of its page answer it."""

    ask: str
    rows: tuple[int, ...]
    right: NDArray[np.bool_]
    features: Numbers
    """But for what is expected."""
    vector: Vectors
    is_other: bool


def gather(table: PassageTable, reader: QuestionReader) -> list[Judged]:
    """Return the judged questions that any passage answers; those of a question's own page are near, itself is not."""
    lines = [json.loads(line) for line in ANSWERS.read_text(encoding="utf-8").splitlines()]
    embedder = open_embedder()
    known: dict[str, list[tuple[str, Vectors, NDArray[np.bool_]]]] = {}
    found = []
    lost: set[tuple[str, str]] = set()
    for line in lines:
        rows = table.rows_of[line["page"]]
        right = np.array([any(begin in table.passages[row].text for begin in line["answers"]) for row in rows])
        texts = [table.passages[row].text for row in rows]
        lost |= {(line["page"], begin) for begin in line["answers"] if not any(begin in text for text in texts)}
        question = reader.read(line["ask"])
        vectors = vectors_of(embedder, question.plain)
        found.append((line, rows, right, question, vectors))
        if line["set"] == "asks" and right.any():
            known.setdefault(line["page"], []).append((line["ask"], vectors[0], right))
    for page_id, begin in sorted(lost):
        print(f"no passage of {page_id} has: {begin}")
    judged = []
    for line, rows, right, question, vectors in found:
        others = [one for one in known.get(line["page"], []) if one[0] != line["ask"]]
        likeness = np.array([vector @ vectors[0] for _, vector, _ in others], dtype=np.float32)
        near = near_asks(likeness, np.array([one for _, _, one in others], dtype=bool).reshape(len(others), len(rows)))
        features = table.features(rows, question, vectors, near)
        judged.append(Judged(line["ask"], tuple(rows), right, features, vectors[0], line["set"] != "asks"))
    return [one for one in judged if one.right.any()]


def expectation(table: PassageTable, judged: Sequence[Judged]) -> tuple[Numbers, Numbers]:
    """Return the regression, and for each question what it expects by a regression that has not seen it."""
    targets = []
    for one in judged:
        rows = list(one.rows)
        numbers = np.hstack([table.kinds[rows], table.vectors[rows]])
        targets.append(numbers[one.right].mean(axis=0) - numbers.mean(axis=0))
    given = np.hstack([np.array([one.vector for one in judged], dtype=np.float64), np.ones((len(judged), 1))])
    normal = given.T @ given + _EXPECTATION_RIDGE * np.eye(given.shape[1])
    solution = np.linalg.solve(normal, given.T @ np.array(targets))
    leverage = np.einsum("ij,ji->i", given, np.linalg.solve(normal, given.T))[:, None]
    left_out = (given @ solution - leverage * np.array(targets)) / (1 - leverage)
    return solution, left_out


def fit_weights(tables: Sequence[Numbers], right: Sequence[NDArray[np.bool_]]) -> Numbers:
    """Return the weights under which right passages are likeliest among their page's, by Newton's method.

    A step that overshoots is halved until it makes them likelier: with many judged questions the whole steps run away.
    """
    spread = np.vstack([table - table.mean(axis=0) for table in tables]).std(axis=0) + 1e-9
    weights = np.zeros(tables[0].shape[1])
    scaled = [table / spread for table in tables]
    reached = _likelihood(scaled, right, weights)
    for _ in range(_STEPS):
        gradient, curvature = -_WEIGHTS_RIDGE * weights, _WEIGHTS_RIDGE * np.eye(len(weights))
        for table, answer in zip(scaled, right, strict=True):
            likely = np.exp(table @ weights - (table @ weights).max())
            likely /= likely.sum()
            middle = likely @ table
            gradient += table[answer].mean(axis=0) - middle
            curvature += (table * likely[:, None]).T @ table - np.outer(middle, middle)
        step = np.linalg.solve(curvature, gradient)
        while (likelihood := _likelihood(scaled, right, weights + step)) < reached:
            if np.abs(step).max() < _SMALLEST_STEP:
                return np.asarray(weights / spread)
            step /= 2
        weights, reached = weights + step, likelihood
    return np.asarray(weights / spread)


def _likelihood(tables: Sequence[Numbers], right: Sequence[NDArray[np.bool_]], weights: Numbers) -> float:
    """Return the logarithm of how likely the right passages are, less what large weights cost."""
    total = -_WEIGHTS_RIDGE / 2 * float(weights @ weights)
    for table, answer in zip(tables, right, strict=True):
        scores = table @ weights
        total += float(scores[answer].mean() - np.logaddexp.reduce(scores))
    return total


def _share(tables: Sequence[Numbers], judged: Sequence[Judged], weights: Numbers) -> str:
    best = [np.argsort(-(table @ weights)) for table in tables]
    first = np.mean([one.right[order[0]] for one, order in zip(judged, best, strict=True)])
    among = np.mean([one.right[order[:_SHOWN]].any() for one, order in zip(judged, best, strict=True)])
    return f"{len(judged)} questions, first answers {first:.1%}, one of {_SHOWN} {among:.1%}"


def main() -> None:
    """Fit, report and write."""
    base = load(ROOT / "knowledge", datetime.now(UTC).date()).require()
    passages = tuple(cut_passages(base))
    vectors = open_embedder().embed([in_context(base, passage) for passage in passages])
    table = PassageTable(passages, CompactVectors.of(vectors))
    judged = gather(table, QuestionReader(base))
    asks, others = [one for one in judged if not one.is_other], [one for one in judged if one.is_other]
    solution, left_out = expectation(table, asks)
    tables = [
        np.hstack([one.features, compared(table, one.rows, expected)])
        for one, expected in zip(asks, left_out, strict=True)
    ]
    weights = fit_weights(tables, [one.right for one in asks])
    beyond = [
        np.hstack([one.features, compared(table, one.rows, np.append(one.vector, 1.0) @ solution)]) for one in others
    ]
    alone = np.zeros(len(FEATURES))
    alone[0] = 1.0
    print("asks, each left out:     ", _share(tables, asks, weights))
    print("by other authors:        ", _share(beyond, others, weights))
    print("by likeness alone, other:", _share(beyond, others, alone))
    print(", ".join(f"{name} {weight:.2f}" for name, weight in zip(FEATURES, weights, strict=True)))
    answers = {
        key_of(one.ask): tuple(
            key_of(passages[row].text) for row, is_right in zip(one.rows, one.right, strict=True) if is_right
        )
        for one in asks
    }
    PassageModel(solution.astype(np.float32), weights).save(answers)
    print(f"written: {FITTED.relative_to(ROOT)}, {FITTED.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
