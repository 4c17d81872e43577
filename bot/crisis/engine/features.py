"""What the classifier sees of a piece at next to no cost: its letters, and which kinds of words follow each other."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_LETTERS, _NAMES = 1 << 14, 1 << 13
WIDTH = _LETTERS + _NAMES
_SHORTEST, _LONGEST = 3, 5
_REACH, _NEAR = 7, 4
"""Words between the first two of a class pair or triple, and the next."""
_LETTERS_COUNT = 0.5**0.5
"""How letters weigh against the names, which count 1."""


class Piece(NamedTuple):
    """Plain words, and the names of what they are made of besides letters."""

    words: str
    names: tuple[str, ...]


def piece_of(words: str) -> Piece:
    """Return plain words with the kinds of words that follow each other in them."""
    return Piece(words, tuple(dict.fromkeys(_class_runs(words.split()))))


def features(pieces: Sequence[Piece]) -> Vectors:
    """Return a row of WIDTH numbers for each piece."""
    rows = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    for row, piece in zip(rows, pieces, strict=True):
        for places, count in _marks(piece):
            row[places] = count
    return rows


def weighed(pieces: Sequence[Piece], weights: NDArray[np.floating]) -> Vectors:
    """Return `features(pieces) @ weights`, without the many numbers that are 0."""
    sums = [
        sum(weights[places].sum(axis=0, dtype=np.float32) * count for places, count in _marks(piece))
        for piece in pieces
    ]
    return np.array(sums, dtype=np.float32)


def _marks(piece: Piece) -> Iterator[tuple[list[int], float]]:
    """Yield hashed places and what each counts: together all of a kind weigh the same, however many they are."""
    kinds: tuple[tuple[Iterable[str], int, int, float], ...] = (
        (_letters(piece.words.split()), 0, _LETTERS, _LETTERS_COUNT),
        (piece.names, _LETTERS, _NAMES, 1.0),
    )
    for names, start, size, weight in kinds:
        if places := {start + zlib.crc32(name.encode()) % size for name in names}:
            yield list(places), weight / len(places) ** 0.5


def _letters(words: list[str]) -> Iterator[str]:
    yield from (f"w{word}" for word in words)
    yield from (f"w{one} {other}" for one, other in pairwise(words))
    text = f" {' '.join(words)} "
    for size in range(_SHORTEST, _LONGEST + 1):
        yield from (f"c{text[start : start + size]}" for start in range(len(text) - size + 1))


def _class_runs(words: list[str]) -> Iterator[str]:
    """Yield classes of words, and two and three of them in order and near each other."""
    marked = [(place, classes) for place, word in enumerate(words) if (classes := _classes_of(word))]
    for number, (place, classes) in enumerate(marked):
        yield from classes
        for later, (second, seconds) in enumerate(marked[number + 1 :], number + 1):
            if second - place > _REACH:
                break
            runs = [f"{one}>{other}" for one in classes for other in seconds]
            yield from runs
            if later == number + 1 or second - place <= _NEAR:
                yield from _longer(runs, second, marked[later + 1 :])


def _longer(runs: list[str], place: int, rest: list[tuple[int, tuple[str, ...]]]) -> Iterator[str]:
    for third, thirds in rest:
        if third - place > _NEAR:
            break
        yield from (f"{run}>{one}" for run in runs for one in thirds)


@lru_cache(maxsize=4096)
def _classes_of(word: str) -> tuple[str, ...]:
    whole, beginnings = _lexicon()
    found = [*whole.get(word, ()), *(name for beginning, name in beginnings if word.startswith(beginning))]
    return tuple(dict.fromkeys(found))


@cache
def _lexicon() -> tuple[dict[str, list[str]], tuple[tuple[str, str], ...]]:
    text = files(__package__).joinpath("word_classes.yaml").read_text(encoding="utf-8")
    classes: dict[str, str] = yaml.load(text, yaml.CSafeLoader)
    whole: dict[str, list[str]] = {}
    beginnings = []
    for name, words in classes.items():
        for word in words.split():
            if word.endswith("*"):
                beginnings.append((word[:-1], name))
            else:
                whole.setdefault(word, []).append(name)
    return whole, tuple(beginnings)
