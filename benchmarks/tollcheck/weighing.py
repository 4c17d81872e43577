"""Fit what weighs the rules against examples: on offers by authors whom neither had seen.

Each author's offers are read by a classifier that did not learn from him. Beside single offers, which are short, some
are read in one text, since members paste longer ones too.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from benchmarks.tollcheck.fitting import Table, examples, fitted, table_of
from benchmarks.tollcheck.offers import UNTUNED, Score, score, untuned_by
from bot.crisis.engine.remembered import Embedder
from bot.kit.arrays import save_arrays
from bot.tollcheck.engine import learned
from bot.tollcheck.engine.engine import check_offer
from bot.tollcheck.engine.learned import Fitted, Heard, Hits, Judged, LearnedSigns
from bot.tollcheck.engine.weighing import Evidence, Weighing

_COMMON_RIDGE, _OWN_RIDGE = 1.0, 5.0
"""What all signs share is learned from many offers; what is a sign's own, from few, is shrunk."""
_FEWEST_TOGETHER, _MOST_TOGETHER = 3, 5
_STEPS = 30
NOTHING = Weighing(np.zeros(0), np.zeros(0), np.zeros(0))

Numbers = NDArray[np.floating]
Offers = Sequence[tuple[str, frozenset[str]]]


class _Noted:
    """An ear that keeps what it heard, and judges nothing."""

    def __init__(self, ear: LearnedSigns) -> None:
        self._ear = ear
        self.evidence: Evidence | None = None

    def judge(self, sentences: Mapping[int, Heard], hits: Hits) -> Judged:
        numbers, evidence = self._ear.evidence(sentences, hits)
        self.evidence = evidence if numbers else None
        return Judged({}, frozenset())


def fit(embedder: Embedder) -> None:
    """Fit on all examples, and write the weights."""
    table = table_of(examples(), embedder)
    shipped = fitted(table, _weighing(table, embedder))
    save_arrays(
        learned.FITTED, {"signs": np.array(shipped.signs)} | shipped.classifier.arrays() | shipped.weighing.arrays()
    )
    print(f"{len(table.sentences)} sentences, {sum(bool(one.signs) for one in table.sentences)} with a sign")


def author_scores(embedder: Embedder) -> Iterator[tuple[str, str, Score, int, int]]:
    """Yield how an author's offers are read by a fit without him, how many are fair, and the wrong signs on those."""
    table = table_of(examples(), embedder)
    for author in UNTUNED:
        offers = [{"text": text, "signs": shown} for text, shown in untuned_by(author)]
        fair = [offer for offer in offers if not offer["signs"]]
        ear = LearnedSigns(embedder, fitted(table, _weighing(table, embedder, author), {author}))
        for name, reading in (("rules", None), ("rules and examples", ear)):
            alarmed = score(fair, reading)
            yield author, name, score(offers, reading), len(fair), alarmed.wrong.total()


def _weighing(table: Table, embedder: Embedder, but_by: str = "") -> Weighing:
    """Return what is fitted on authors, but one, each read without what he wrote."""
    columns, targets = [], []
    for author in UNTUNED:
        if author != but_by:
            without = fitted(table, NOTHING, {author, but_by} - {""})
            for row, target in _read(untuned_by(author), without, embedder):
                columns.append(row)
                targets.append(target)
    return _solved(np.stack(columns), np.stack(targets))


def _read(offers: Offers, without: Fitted, embedder: Embedder) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield for each offer, and for some together, what is known of each sign, and whether it is there."""
    noted = _Noted(LearnedSigns(embedder, without))
    for text, shown in (*offers, *_together(offers)):
        check_offer(text, noted)
        if noted.evidence is not None:
            yield noted.evidence.columns(), np.array([sign in shown for sign in without.signs], dtype=float)


def _together(offers: Offers) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield a few offers as one, until each was in one."""
    dice = random.Random(1)  # noqa: S311 - the same offers each time
    left = iter(dice.sample(offers, len(offers)))
    while several := list(islice(left, dice.randint(_FEWEST_TOGETHER, _MOST_TOGETHER))):
        yield "\n\n".join(text for text, _ in several), frozenset().union(*(shown for _, shown in several))


def _solved(columns: Numbers, targets: Numbers) -> Weighing:
    """Return the logistic regression from numbers by offer and sign to whether the sign is there."""
    offers, signs, width = columns.shape
    usual, spread = columns.mean(axis=(0, 1)), columns.std(axis=(0, 1)) + 1e-9
    own = np.tile(np.eye(signs), (offers, 1))
    is_hit = columns[:, :, 0].reshape(-1, 1)
    rows = np.hstack([((columns - usual) / spread).reshape(-1, width), own, own * is_hit, np.ones_like(is_hit)])
    ridge = np.repeat([_COMMON_RIDGE, _OWN_RIDGE, 0.0], [width, 2 * signs, 1])
    found = _logistic(rows, targets.reshape(-1), ridge)
    common = found[:width] / spread
    return Weighing(common, found[width : width + signs] + found[-1] - usual @ common, found[width + signs : -1])


def _logistic(rows: Numbers, targets: Numbers, ridge: Numbers) -> Numbers:
    """Return the coefficients, by Newton's method."""
    found = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-(rows @ found)))
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(ridge)
        found += np.linalg.solve(curve, rows.T @ (targets - chances) - ridge * found)
    return found
