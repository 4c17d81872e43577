"""A card: what a page shows, cut into sections and screens, before it becomes Discord components."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.kit.ui.limits import MESSAGE_TEXT, SCREEN_TEXT
from bot.knowledge.sources import Source
from bot.pages.ui.citing import Footnotes

_LINK = re.compile(r"\]\(<[^>]*>\)")
_CHROME = 500
"""Characters kept free for a card's heading, review line and notes."""


_LONG_BLOCK = 900
"""Characters from which a block is cut between its lines."""


class BlockTooLong(Exception):
    """Raised when one block of text does not fit on a screen by itself."""

    def __init__(self, block: str) -> None:
        self.block = block
        super().__init__(f"this text is too long for one screen of a card: “{block[:60]}…”")


@dataclass(frozen=True, slots=True)
class Link:
    """Another page to go on to."""

    page_id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class PayBar:
    """One bar of the pay picture: a range, or a point where `low` equals `high`."""

    role: str
    label: str
    unit: str
    low: float
    high: float
    is_point: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to draw and attach; `alt` tells the same in words."""

    title: str
    bars: tuple[PayBar, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a card; `key` stands in custom ids, `label` on its button."""

    key: str
    label: str
    blocks: tuple[str, ...]
    links: tuple[Link, ...] | None = None
    """Where to go on from this section, if not where the card as a whole leads."""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """What fits on one message: text blocks with numbered citations, and the sources they cite."""

    blocks: tuple[str, ...]
    footnotes: str


@dataclass(frozen=True, slots=True)
class Card:
    """A page ready to show."""

    address: str
    """The page's id, or the name of a card that is no page: `sectors`, `myths`, `help`, `compare.…`."""
    title: str
    kind: str
    color: int
    sections: tuple[Section, ...]
    links: tuple[Link, ...] = ()
    menus: tuple[tuple[Link, ...], ...] = ()
    """Menus before that of the links: one list that is longer than a menu."""
    notes: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    numbers: Mapping[str, int] | None = None
    """The numbers of a page's sources, which stand on a screen of their own; else each screen ends with its sources."""
    is_page: bool = False
    """Whether it is a page of the notes, which can be corrected."""
    has_states: bool = False
    """Whether there are tables of states that belong to it."""

    def section(self, key: str) -> Section:
        """Return the section with this key, or the first where a page has changed since the button was made."""
        return next((section for section in self.sections if section.key == key), self.sections[0])

    def links_from(self, section: Section) -> tuple[Link, ...]:
        """Return where to go on from a section."""
        return self.links if section.links is None else section.links

    def screens(self, section: Section) -> tuple[Screen, ...]:
        """Return a section's screens; raises BlockTooLong."""
        return paginate(section.blocks, self.sources, self.numbers)


def paginate(
    blocks: Iterable[str], sources: Mapping[str, Source], numbers: Mapping[str, int] | None = None
) -> tuple[Screen, ...]:
    """Fill screens in order, each within Discord's limit and readable on a phone.

    With `numbers`, citations are numbered by them, and the screens list no sources. Raises BlockTooLong.
    """
    screens: list[Screen] = []
    current: list[str] = []
    for block in _in_portions(blocks):
        candidate = _screen([*current, block], sources, numbers)
        if current and not _fits(candidate):
            screens.append(_screen(current, sources, numbers))
            current = []
            candidate = _screen([block], sources, numbers)
        if not current and _raw_length(candidate) > MESSAGE_TEXT - _CHROME:
            raise BlockTooLong(block)
        current.append(block)
    if current or not screens:
        screens.append(_screen(current, sources, numbers))
    return tuple(screens)


def _in_portions(blocks: Iterable[str]) -> Iterator[str]:
    """Yield the blocks, long lists and tables cut between lines."""
    for block in blocks:
        portion: list[str] = []
        for line in block.split("\n"):
            if portion and sum(map(len, portion)) + len(line) > _LONG_BLOCK and not block.startswith("```"):
                yield "\n".join(portion)
                portion = []
            portion.append(line)
        yield "\n".join(portion)


def _screen(blocks: list[str], sources: Mapping[str, Source], numbers: Mapping[str, int] | None) -> Screen:
    footnotes = Footnotes(sources, numbers)
    return Screen(tuple(footnotes.number(block) for block in blocks), footnotes.lines())


def _raw_length(screen: Screen) -> int:
    return sum(len(block) + 1 for block in screen.blocks) + len(screen.footnotes)


def _fits(screen: Screen) -> bool:
    visible = sum(len(_LINK.sub("]", block)) for block in (*screen.blocks, screen.footnotes))
    return _raw_length(screen) <= MESSAGE_TEXT - _CHROME and visible <= SCREEN_TEXT
