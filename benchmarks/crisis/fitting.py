"""Fit the classifier: a ridge regression to +1 and -1, solved in closed form over the examples' likeness."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.crisis.examples import Example, adverts, questions
from bot.crisis.engine.classifier import Classifier, likeness_to, seen
from bot.crisis.engine.features import Piece, features, piece_of
from bot.crisis.engine.pieces import plain
from bot.crisis.engine.remembered import Embedder, Remembered, View
from bot.crisis.engine.signs import without_idioms

FOLDS = 5
_RIDGE = 0.5
_POSSIBLE = 0.5
"""The score that despair without a word of death is fitted to; a crisis has 1, what is calm -1."""
_BATCH = 64
_RARE = 300
"""Rows with a mark up to which it is cheaper to go through them than to multiply all."""
_LIKELY = 3000
"""Pieces of offers, and questions, that are looked at."""
_HARDEST_ADVERTS, _HARDEST_QUESTIONS = 600, 400
"""How many of those are learned."""
_PARAPHRASE = 0.75
"""Likeness in meaning from which two examples are one idea, and belong into one fold."""

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Table:
    """Examples as the classifier sees them, and how like each is to each."""

    examples: Sequence[Example]
    views: tuple[View, View]
    remembered: tuple[Remembered, Remembered]
    letters: Numbers
    in_letters: Numbers
    in_all: Numbers
    ideas: NDArray[np.int64]
    """The number of each example's idea: paraphrases share one."""


def with_hardest(examples: Sequence[Example], embedder: Embedder) -> list[Example]:
    """Return the examples, and of offers and pages' questions what a fit without them takes for a crisis most."""
    fitted = classifier(table(examples[::2], embedder))
    known = {example.text for example in examples}
    asked = [question for question in questions() if question.text not in known]
    return [
        *examples,
        *_hardest(fitted, adverts(), _HARDEST_ADVERTS, embedder),
        *_hardest(fitted, asked, _HARDEST_QUESTIONS, embedder),
    ]


def _hardest(fitted: Classifier, calm: Sequence[Example], most: int, embedder: Embedder) -> list[Example]:
    """Return those of calm texts that are taken for a crisis most, of those that a quick look finds likely."""
    pieces = {without_idioms(plain(one.text)): one for one in calm}
    likely = fitted.most_likely_first([piece_of(words) for words in pieces if words])[:_LIKELY]
    scores = fitted.scores(likely, vectors_of(likely, embedder))
    return [pieces[likely[at].words] for at in np.argsort(-scores, kind="stable")[:most]]


def vectors_of(pieces: Sequence[Piece], embedder: Embedder) -> Numbers:
    """Return a row for each piece, some of them embedded at a time."""
    batches = (pieces[at : at + _BATCH] for at in range(0, len(pieces), _BATCH))
    return np.vstack([embedder.embed_with_middle([piece.words for piece in batch]) for batch in batches])


def table(examples: Sequence[Example], embedder: Embedder) -> Table:
    """Look at examples."""
    pieces = [piece_of(without_idioms(plain(example.text))) for example in examples]
    vectors = vectors_of(pieces, embedder)
    half = vectors.shape[1] // 2
    views = (View.of(vectors[:, :half]), View.of(vectors[:, half:]))
    rows = seen(views, vectors)
    remembered = (Remembered.of(rows[0]), Remembered.of(rows[1]))
    letters = features(pieces)
    in_letters = in_common(letters)
    in_all = likeness_to(remembered, rows) + in_letters
    return Table(examples, views, remembered, letters, in_letters, in_all, _ideas(vectors[:, :half]))


def in_common(rows: Numbers) -> Numbers:
    """Return `rows @ rows.T`; of columns that few rows have, only those rows are touched."""
    number_of, column_of = np.nonzero(rows)
    is_rare = np.bincount(column_of, minlength=rows.shape[1]) <= _RARE
    common = rows[:, ~is_rare]
    total = common @ common.T
    rare = np.flatnonzero(is_rare[column_of])
    rare = rare[np.argsort(column_of[rare], kind="stable")]
    for places in np.split(rare, np.flatnonzero(np.diff(column_of[rare])) + 1):
        numbers = number_of[places]
        values = rows[numbers, column_of[places]]
        total[np.ix_(numbers, numbers)] += np.outer(values, values)
    return np.asarray(total)


def classifier(seen_table: Table, but_by: str = "") -> Classifier:
    """Return the classifier fitted on the examples of a table, or on those that an author did not write."""
    known = [at for at, one in enumerate(seen_table.examples) if not but_by or one.author != but_by]
    examples = [seen_table.examples[at] for at in known]
    counts, quick_counts = np.zeros((2, len(seen_table.examples)), dtype=np.float32)
    counts[known] = solve(seen_table.in_all[np.ix_(known, known)], examples)
    quick_counts[known] = solve(seen_table.in_letters[np.ix_(known, known)], examples)
    letters = seen_table.letters.T
    return Classifier(seen_table.views, seen_table.remembered, counts, letters @ counts, letters @ quick_counts)


def solve(alike: Numbers, examples: Sequence[Example]) -> Numbers:
    """Return what likeness to each example counts."""
    target = np.array([_target(example) for example in examples], dtype=np.float32)
    ridge = np.array([_RIDGE / example.counts for example in examples], dtype=np.float32)
    return np.asarray(np.linalg.solve(alike + np.diag(ridge), target))


def _target(example: Example) -> float:
    if not example.is_crisis:
        return -1
    return 1 if example.is_sure else _POSSIBLE


def cross_validated(seen_table: Table) -> Numbers:
    """Return each example's score by a classifier that saw neither it nor a paraphrase of it."""
    names = [f"idea {idea}" for idea in seen_table.ideas]
    folds = np.array([int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS for name in names])
    scores = np.zeros(len(names), dtype=np.float32)
    for fold in range(FOLDS):
        known, unknown = np.flatnonzero(folds != fold).tolist(), np.flatnonzero(folds == fold).tolist()
        counts = solve(seen_table.in_all[np.ix_(known, known)], [seen_table.examples[at] for at in known])
        scores[unknown] = seen_table.in_all[np.ix_(unknown, known)] @ counts
    return scores


def _ideas(meanings: Numbers) -> NDArray[np.int64]:
    """Give each example the number of its nearest earlier paraphrase's idea, or one of its own."""
    alike = meanings @ meanings.T
    ideas = np.arange(len(meanings))
    for at in range(1, len(meanings)):
        nearest = int(alike[at, :at].argmax())
        if alike[at, nearest] > _PARAPHRASE:
            ideas[at] = ideas[nearest]
    return ideas
