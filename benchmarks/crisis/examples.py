"""The examples, by kind: `## kind` stands above each group."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.tollcheck.offers import read_offers, read_short_offers
from bot.crisis.engine.pieces import pieces_of
from bot.knowledge.loader import load

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CRISIS_PAGE = "burnout-and-crisis-support"
AUTHORS = {
    "first": ("", "first_"),
    "second": ("second_",),
    "held": ("held_",),
    "third": ("third_", "third_held_"),
    "fourth": ("fourth_",),
    "fifth": ("fifth_",),
}
"""Whose examples begin with what; each has a style of his own."""
_TO_LEARN = ("", "first_", "second_", "third_", "fourth_", "fifth_")
_HELD = ("held_", "third_held_")
_CHATS = {"third_": "third_chats", "third_held_": "third_held_long", "fourth_": "fourth_chats"}
_ADVERT_COUNTS = 0.3
_EVERY = 3
"""Of the questions that pages list, one in so many is learned: all of them tell no more."""


@dataclass(frozen=True, slots=True)
class Example:
    """A message, its kind, and whether it shows a crisis."""

    text: str
    kind: str
    is_crisis: bool
    counts: float = 1.0
    """How much an error on it weighs in the fit."""


def to_learn() -> list[Example]:
    """Return the examples to fit on: messages, clauses of long calm chats, and questions that pages list."""
    return [*_read(_TO_LEARN), *_clauses(_chats_to_learn()), *questions()[::_EVERY]]


def held_out() -> list[Example]:
    """Return the examples written apart, before anything was run on them, and looked at only to measure."""
    return [example for prefix in _HELD for example in held_by(prefix)]


def held_by(prefix: str) -> list[Example]:
    """Return the examples of one author who wrote apart."""
    return _read((prefix,))


def all_examples() -> list[Example]:
    """Return what the classifier that ships is fitted on: those held out, too."""
    return [*to_learn(), *held_out(), *_clauses(long_chats("third_held_long"))]


def adverts() -> list[Example]:
    """Return the pieces of labeled offers: of despair they speak, but to sell something."""
    texts = [*(offer["text"] for offer in read_offers()), *read_short_offers()]
    pieces = dict.fromkeys(piece for text in texts for piece in pieces_of(text))
    return [Example(piece, "advert", is_crisis=False, counts=_ADVERT_COUNTS) for piece in pieces]


def but_by(author: str) -> list[Example]:
    """Return all examples but those of one author."""
    others = [prefix for name, prefixes in AUTHORS.items() if name != author for prefix in prefixes]
    chats = [chat for prefix in others if prefix in _CHATS for chat in long_chats(_CHATS[prefix])]
    return [*_read(others), *_clauses(chats), *questions()[::_EVERY]]


def by(author: str) -> list[Example]:
    """Return the examples of one author."""
    return _read(AUTHORS[author])


def long_chats(name: str) -> list[Example]:
    """Return calm messages of a hundred words, with full stops and without."""
    return list(_in_file(HERE / "examples" / f"{name}.txt", is_crisis=False))


def _chats_to_learn() -> list[Example]:
    return [chat for prefix in _TO_LEARN if prefix in _CHATS for chat in long_chats(_CHATS[prefix])]


def _clauses(chats: Iterable[Example]) -> Iterator[Example]:
    for chat in chats:
        yield from (Example(piece, "clause of a chat", is_crisis=False) for piece in pieces_of(chat.text))


def questions() -> list[Example]:
    """Return the questions that pages list, but those of the crisis page."""
    base = load(ROOT / "knowledge", datetime.now(UTC).date()).require()
    pages = [page for page in base.pages.values() if page.id != CRISIS_PAGE]
    return [Example(ask, "question", is_crisis=False) for page in pages for ask in page.front.asks]


def _read(prefixes: Iterable[str]) -> list[Example]:
    return [
        example
        for prefix in prefixes
        for name, is_crisis in (("distress", True), ("calm", False))
        for example in _in_file(HERE / "examples" / f"{prefix}{name}.txt", is_crisis=is_crisis)
    ]


def _in_file(path: Path, *, is_crisis: bool) -> list[Example]:
    found, kind = [], ""
    for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
        if line.startswith("## "):
            kind = line[3:]
        else:
            found.append(Example(line, kind, is_crisis))
    return found
