"""Learn how much each signal counts, and compare methods on questions left out of the learning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.ask.engine.compact import CompactVectors
from bot.ask.engine.embedding import Embedder
from bot.ask.engine.passages import cut_passages, in_context
from bot.ask.engine.question import Question, QuestionReader
from bot.ask.engine.ranking import SIGNALS, PageRanker
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind

_FOLDS = 5
_REPEATS = 5
_STEPS = 300
_RATE = 0.3
_DECAY = 0.02
_RRF = 60

Table = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A question's signals, and which pages answer it."""

    table: Table
    primary: NDArray[np.bool_]
    also: NDArray[np.bool_]


def learn(examples: Sequence[Example], columns: Sequence[int]) -> Table:
    """Return weights by gradient descent on the softmax likelihood of the right pages.

    Pages that answer a question too, and are not the best, do not count.
    """
    weights = np.full(len(columns), 0.1)
    for _ in range(_STEPS):
        gradient = _DECAY * weights
        for one in examples:
            table = one.table[:, columns]
            scores = table @ weights
            likely = np.exp(scores - scores.max())
            right = likely * one.primary
            counted = likely * ~one.also
            gradient += table.T @ (counted / counted.sum() - right / right.sum()) / len(examples)
        weights -= _RATE * gradient
    return weights


def _hits(examples: Sequence[Example], score: Callable[[Table], Table]) -> tuple[float, float]:
    first = third = 0
    for one in examples:
        best = np.argsort(-score(one.table))[:3]
        first += bool(one.primary[best[0]])
        third += bool(one.primary[best].any())
    return first / len(examples), third / len(examples)


def _cross_validated(examples: Sequence[Example], columns: Sequence[int]) -> tuple[float, float]:
    chance = np.random.default_rng(0)
    found = []
    for _ in range(_REPEATS):
        order = chance.permutation(len(examples))
        for fold in range(_FOLDS):
            out = set(order[fold::_FOLDS].tolist())
            weights = learn([examples[number] for number in order if number not in out], columns)
            left_out = [examples[number] for number in out]
            found.append(_hits(left_out, lambda table, w=weights: table[:, columns] @ w))  # type: ignore[misc]
    first, third = np.mean(found, axis=0)
    return float(first), float(third)


def _fused_ranks(columns: Sequence[int]) -> Callable[[Table], Table]:
    def score(table: Table) -> Table:
        ranks = np.argsort(np.argsort(-table[:, columns], axis=0), axis=0)
        return np.asarray((1 / (_RRF + 1 + ranks)).sum(axis=1))

    return score


def _signals(ranker: PageRanker, question: Question, embedder: Embedder) -> Table:
    return ranker.signals(question, embedder.embed([question.plain])[0])


def fit_and_validate(base: KnowledgeBase, embedder: Embedder, questions: Sequence[dict[str, Any]]) -> None:
    """Print how each method does on questions left out, and weights learned on all of them."""
    passages = tuple(cut_passages(base))
    vectors = CompactVectors.of(embedder.embed([in_context(base, passage) for passage in passages]))
    ranker = PageRanker(base, passages, vectors, embedder)
    reader = QuestionReader(base)
    kept = np.array([page.kind is not PageKind.MYTH for page in ranker.pages])
    ids = [page.id for page, keep in zip(ranker.pages, kept, strict=True) if keep]
    examples = [
        Example(
            _signals(ranker, reader.read(question["question"]), embedder)[kept],
            np.array([page_id in question["primary"] for page_id in ids]),
            np.array([page_id in question["also"] for page_id in ids]),
        )
        for question in questions
    ]
    everything = list(range(len(SIGNALS)))
    print(f"\nfirst and within three, {len(examples)} questions; learned: {_REPEATS} x {_FOLDS}-fold cross-validation")
    for column, name in enumerate(SIGNALS):
        _print(f"{name} alone", _hits(examples, lambda table, c=column: table[:, c]))  # type: ignore[misc]
    _print("reciprocal ranks of passage words and meaning", _hits(examples, _fused_ranks([0, 3])))
    _print("reciprocal ranks of all signals", _hits(examples, _fused_ranks(everything)))
    _print("equal weights", _hits(examples, lambda table: table.sum(axis=1)))
    for left in everything:
        columns = [column for column in everything if column != left]
        _print(f"learned, without {SIGNALS[left]}", _cross_validated(examples, columns))
    _print("learned, all signals", _cross_validated(examples, everything))
    learned = learn(examples, everything)
    print(
        "weights learned on all:",
        ", ".join(f"{name} {weight:.2f}" for name, weight in zip(SIGNALS, learned, strict=True)),
    )


def _print(name: str, hits: tuple[float, float]) -> None:
    print(f"  {name:55} {hits[0]:6.1%}  {hits[1]:6.1%}")
