"""The examples, by kind: `## kind` stands above each group."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.tollcheck.offers import read_offers, read_short_offers, read_voices
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
    "sixth": ("sixth_",),
    "seventh": ("seventh_",),
    "eighth": ("eighth_",),
    "ninth": ("ninth_",),
    "tenth": ("tenth_",),
    "eleventh": ("eleventh_",),
    "twelfth": ("twelfth_",),
    "thirteenth": ("thirteenth_",),
    "fourteenth": ("fourteenth_",),
}
"""Whose examples begin with what; each has a style of his own."""
_AUTHOR_OF = {prefix: author for author, prefixes in AUTHORS.items() for prefix in prefixes}
_HELD = ("held_", "third_held_")
_TO_LEARN = tuple(prefix for prefix in _AUTHOR_OF if prefix not in _HELD)
_CHATS = frozenset({"stops", "runs on"})
"""Kinds of calm messages of a hundred words, with full stops and without."""
_MARKED = re.compile(r"(.*)\[\[(.+)\]\](.*)")
_LONG = 30
"""Words above which a message is not read as a whole, and so not learned as one."""
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
    clause: str = ""
    """What of a long message shows it, where that is marked."""
    author: str = ""
    """Who wrote it, of those in AUTHORS."""
    is_sure: bool = True
    """False where despair is said and no word of death: two rows of lines are due, not the lines alone."""


_FILES = {
    "distress": Example("", "", is_crisis=True),
    "possible": Example("", "", is_crisis=True, is_sure=False),
    "calm": Example("", "", is_crisis=False),
    "chats": Example("", "", is_crisis=False),
}
"""What is true of all examples of a file."""


def to_learn() -> list[Example]:
    """Return the examples to fit on."""
    return [*_as_read(_written(_TO_LEARN)), *questions()[::_EVERY]]


def held_out() -> list[Example]:
    """Return the examples written apart, before anything was run on them, and looked at only to measure."""
    return [example for prefix in _HELD for example in held_by(prefix)]


def held_by(prefix: str) -> list[Example]:
    """Return the examples of one author who wrote apart, but his chats."""
    return [one for one in _written((prefix,)) if one.kind not in _CHATS]


def all_examples() -> list[Example]:
    """Return what the classifier that ships is fitted on: those held out, too."""
    return [*to_learn(), *_as_read(_written(_HELD))]


def adverts() -> list[Example]:
    """Return the pieces of labeled offers: of despair they speak, but to sell something."""
    voices = (voice.text for voice in read_voices())
    texts = [*(offer["text"] for offer in read_offers()), *read_short_offers(), *voices]
    pieces = dict.fromkeys(piece for text in texts for piece in pieces_of(text))
    return [Example(piece, "advert", is_crisis=False, counts=_ADVERT_COUNTS) for piece in pieces]


def by(author: str) -> list[Example]:
    """Return the messages of one author."""
    return _written(AUTHORS[author])


def long_chats(prefix: str) -> list[Example]:
    """Return an author's calm messages of a hundred words, with full stops and without."""
    return [one for one in _written((prefix,)) if one.kind in _CHATS]


def questions() -> list[Example]:
    """Return the questions that pages list, but those of the crisis page."""
    base = load(ROOT / "knowledge", datetime.now(UTC).date()).require()
    pages = [page for page in base.pages.values() if page.id != CRISIS_PAGE]
    return [Example(ask, "question", is_crisis=False) for page in pages for ask in page.front.asks]


def _as_read(messages: Iterable[Example]) -> Iterator[Example]:
    """Yield messages as they are read: of long ones the pieces, of which one may be marked as what shows a crisis."""
    for one in messages:
        calm = ""
        if one.clause:
            yield replace(one, text=one.clause)
            calm = one.text.replace(one.clause, "\n")
        elif not one.is_crisis and len(one.text.split()) > _LONG:
            calm = one.text
        else:
            yield one
        yield from (replace(one, text=piece, kind="clause of a chat", is_crisis=False) for piece in pieces_of(calm))


def _written(prefixes: Iterable[str]) -> list[Example]:
    return [
        example
        for prefix in prefixes
        for name, labeled in _FILES.items()
        for example in _in_file(HERE / "examples" / f"{prefix}{name}.txt", replace(labeled, author=_AUTHOR_OF[prefix]))
    ]


def _in_file(path: Path, labeled: Example) -> list[Example]:
    """Return the examples of a file, labeled so; what shows a crisis in a long one stands in double brackets."""
    found, kind = [], ""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for line in filter(None, map(str.strip, lines)):
        if line.startswith("## "):
            kind = line[3:]
            continue
        before, clause, after = marked.groups() if (marked := _MARKED.fullmatch(line)) else (line, "", "")
        found.append(replace(labeled, text=f"{before}{clause}{after}", kind=kind, clause=clause))
    return found
