"""What the classifier sees of a piece of text: its meaning, its letters, and which kinds of words follow each other."""

import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Protocol

import numpy as np
import yaml
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_MEANINGS, _LETTERS, _CLASSES = 1024, 1 << 14, 1 << 13
WIDTH = _MEANINGS + _LETTERS + _CLASSES
_SHORTEST, _LONGEST = 3, 5
_REACH, _NEAR = 7, 4
"""Words between the first two of a class pair or triple, and the next."""
_MEANING_COUNTS, _LETTERS_COUNT = 2**0.5, 0.5**0.5
"""How the three weigh against each other; the classes count 1."""
_SEED = 20260101
_GRAVE = frozenset("SUICIDE DIE KILL LIVE WAKE END MEANS PLACE CRASH HURT BURDEN BYE QUIET".split())  # noqa: SIM905


class Embedder(Protocol):
    """Turns texts into vectors of length one, so that a dot product is a likeness."""

    def embed(self, texts: list[str]) -> Vectors:
        """Return one row a text."""
        ...


def features(pieces: list[str], embedder: Embedder) -> Vectors:
    """Return a row of WIDTH numbers for each piece of plain words."""
    rows = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    if not pieces:
        return rows
    rows[:, :_MEANINGS] = _bent(embedder.embed(pieces)) * _MEANING_COUNTS
    for row, piece in zip(rows, pieces, strict=True):
        words = piece.split()
        _mark(row, _MEANINGS, _LETTERS, set(_letters(words)), _LETTERS_COUNT)
        _mark(row, _MEANINGS + _LETTERS, _CLASSES, set(_class_runs(words)), 1.0)
    return rows


def has_grave_word(piece: str) -> bool:
    """Tell whether plain words have one of life and death, means, places or being gone."""
    return any(not _GRAVE.isdisjoint(_classes_of(word)) for word in piece.split())


def _mark(row: Vectors, start: int, size: int, names: set[str], weight: float) -> None:
    """Count names in hashed places, so that all of them together weigh the same however many they are."""
    places = {start + zlib.crc32(name.encode()) % size for name in names}
    if places:
        row[list(places)] = weight / len(places) ** 0.5


def _bent(vectors: Vectors) -> Vectors:
    """Return random Fourier features: their dot product is near exp(-|a - b|²), so a line through them bends.

    Source: Rahimi and Recht, Random Features for Large-Scale Kernel Machines (2007).
    """
    directions, offsets = _directions(vectors.shape[1])
    return np.asarray(np.cos(vectors @ directions + offsets) * (2 / _MEANINGS) ** 0.5, dtype=np.float32)


@cache
def _directions(width: int) -> tuple[Vectors, Vectors]:
    """Return the same random numbers for ever: numpy promises that of RandomState, and of nothing newer."""
    random = np.random.RandomState(_SEED)
    directions = random.standard_normal((width, _MEANINGS)) * 2**0.5
    return directions.astype(np.float32), random.uniform(0, 2 * np.pi, _MEANINGS).astype(np.float32)


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
    classes: dict[str, str] = yaml.safe_load(text)
    whole: dict[str, list[str]] = {}
    beginnings = []
    for name, words in classes.items():
        for word in words.split():
            if word.endswith("*"):
                beginnings.append((word[:-1], name))
            else:
                whole.setdefault(word, []).append(name)
    return whole, tuple(beginnings)
