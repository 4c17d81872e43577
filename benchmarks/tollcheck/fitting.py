"""Fit what /tollcheck learns from examples: sentences by sign, and those of labeled offers.

A sentence of an offer has the sign that the rules find in it; a lone one in which they find none has the labels that
are left. Sentences of fair offers have none. Other sentences of unfair offers may have any, and are left out.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.crisis.fitting import in_common, vectors_of
from benchmarks.tollcheck.offers import SHORT, author_of, read_offers, read_short_offers, read_voices
from bot.crisis.engine.classifier import Classifier, likeness_to, seen
from bot.crisis.engine.features import Piece, features
from bot.crisis.engine.remembered import Embedder, Remembered, View
from bot.tollcheck.engine.engine import check_offer, heard
from bot.tollcheck.engine.learned import Fitted
from bot.tollcheck.engine.rules import shipped_rules
from bot.tollcheck.engine.weighing import Weighing

SENTENCES = Path(__file__).with_name("sentences.txt")
_FIRST_SHORT, _FIRST_VOICE = 100_000, 200_000
"""The numbers of the first of them, as sources."""
_BY_RULES_ALONE = frozenset({"installments", "personal_email"})
_END = re.compile(r"(?<=[.?!…:])[\"')\]]*\s+|\n+|;\s+")
_RIDGE = 0.5

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its signs, the offer that it is from, and who wrote it, where he may be left out."""

    piece: Piece
    signs: frozenset[str]
    source: int
    author: str = ""

    @classmethod
    def of(cls, text: str, signs: frozenset[str], source: int, author: str = "") -> "Sentence":
        """Read a text as one sentence."""
        return cls(heard(text).piece(), signs, source, author)


@dataclass(frozen=True, slots=True)
class Table:
    """Sentences as the classifier sees them, and how like each is to each."""

    sentences: Sequence[Sentence]
    views: tuple[View, View]
    remembered: tuple[Remembered, Remembered]
    letters: Numbers
    quick: Numbers
    """What letters and groups alone would add to any sign: it only chooses what is read."""
    inverse: Numbers
    """Of how like each is to each, with the ridge: what is learned without some of them is reckoned from it."""
    counts: Numbers
    """What likeness to each adds to each sign, learned from all."""


def examples() -> list[Sentence]:
    """Return the sentences to learn from."""
    return [one for one in (*_written(), *_of_offers(), *_short_offers(), *_of_voices()) if one.piece.words]


def _written() -> Iterator[Sentence]:
    sign = ""
    for number, line in enumerate(filter(None, SENTENCES.read_text(encoding="utf-8").splitlines())):
        if line.startswith("## "):
            sign = line[3:]
        else:
            yield Sentence.of(line, frozenset() if sign == "fair" else frozenset({sign}), -number)


def _of_offers() -> Iterator[Sentence]:
    for number, offer in enumerate(read_offers()):
        sentences = [one for one in _END.split(offer["text"]) if one]
        for sentence, signs in _signs_of(sentences, frozenset(offer["signs"])):
            yield Sentence.of(sentence, signs, number, author_of(offer["half"]))


def _short_offers() -> Iterator[Sentence]:
    """Yield short offers as a whole, and the sentences of fair ones."""
    for number, (text, signs) in enumerate(read_short_offers().items(), _FIRST_SHORT):
        sentences = [] if signs else _END.split(text)
        for one in dict.fromkeys((text, *filter(None, sentences))):
            yield Sentence.of(one, signs, number, SHORT)


def _of_voices() -> Iterator[Sentence]:
    """Yield the parts of letters that show a sign, and the sentences of those that do not."""
    for number, voice in enumerate(read_voices(), _FIRST_VOICE):
        for part in voice.parts:
            for one in [part.text] if part.signs else filter(None, _END.split(part.text)):
                yield Sentence.of(one, part.signs, number, voice.author)


def _signs_of(sentences: Sequence[str], labels: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the sentences of which it is known what they show."""
    found = {one: frozenset({sign.sign.id for sign in check_offer(one)} & labels) for one in sentences}
    silent = [one for one, signs in found.items() if not signs]
    left = labels.difference(*found.values())
    for sentence, signs in found.items():
        if signs or not labels:
            yield sentence, signs
        elif silent == [sentence] and left:
            yield sentence, left


def fitted(table: Table, weighing: Weighing, but_by: Collection[str] = ()) -> Fitted:
    """Return what is learned of the sentences of a table, but those of some authors."""
    gone = [at for at, one in enumerate(table.sentences) if one.author in but_by]
    counts = table.counts
    if gone:
        among_gone = table.inverse[np.ix_(gone, gone)]
        counts = counts - table.inverse[:, gone] @ np.linalg.solve(among_gone, counts[gone])
        counts[gone] = 0
    classifier = Classifier(table.views, table.remembered, counts, table.letters.T @ counts, table.quick)
    return Fitted(tuple(signs()), classifier, weighing)


def signs() -> list[str]:
    """Return the signs that are learned: not those that are reckoned, or read from an address."""
    return [sign.id for sign in shipped_rules().signs if sign.id not in _BY_RULES_ALONE]


def _targets(sentences: Sequence[Sentence], names: Sequence[str]) -> Numbers:
    return np.array([[1 if name in one.signs else -1 for name in names] for one in sentences], dtype=np.float32)


def _inverse(alike: Numbers) -> Numbers:
    return np.asarray(np.linalg.inv(alike.astype(np.float64) + _RIDGE * np.eye(len(alike))).astype(np.float32))


def table_of(sentences: Sequence[Sentence], embedder: Embedder) -> Table:
    """Look at sentences."""
    pieces = [one.piece for one in sentences]
    vectors = vectors_of(pieces, embedder)
    half = vectors.shape[1] // 2
    views = (View.of(vectors[:, :half]), View.of(vectors[:, half:]))
    rows = seen(views, vectors)
    remembered = (Remembered.of(rows[0]), Remembered.of(rows[1]))
    letters = features(pieces)
    in_letters = in_common(letters)
    targets = _targets(sentences, signs())
    quick = letters.T @ (_inverse(in_letters) @ targets.max(axis=1))
    inverse = _inverse(likeness_to(remembered, rows) + in_letters)
    return Table(sentences, views, remembered, letters, quick, inverse, inverse @ targets)
