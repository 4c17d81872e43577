"""A role's page, line by line, with what stands behind each line."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.count_words import count_words
from bot.knowledge.counting import Tally
from bot.knowledge.postings import FIELDS, Posting
from bot.knowledge.role import UNKNOWN, Counted, RolePage
from bot.knowledge.sources import Source
from bot.knowledge.vocabulary import Ask, Level, Openness
from bot.pages.ui.labels import ABOUT, BOARD, GLANCE, LEVEL, LICENSE, NEED, OPENNESS, TRAINING
from bot.site.engine.prose import Notes
from bot.site.engine.wording import ASKED, plain


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A posting that was counted, and where it stands on the page."""

    anchor: str
    employer: str
    published: str


@dataclass(frozen=True, slots=True)
class Count:
    """A count in words, and the postings that were counted."""

    words: str
    rows: tuple[tuple[str, tuple[CountedRow, ...]], ...]
    """What some of them say, and those."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: who asks or how much it matters, the words, the count, the sources."""

    anchor: str
    label: str
    text: Markup | str
    need: str
    count: Count | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one level of requirements, under its heading."""

    anchor: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One posting of the role's ledger, in words."""

    anchor: str
    posting: Posting
    source: Source
    asks: tuple[tuple[str, str], ...]
    """What it says of each thing that was seen in it."""


def gate_facts(front: RolePage) -> tuple[tuple[str, str], ...]:
    """Return what decides whether one could get it, in a few words each."""
    facts = [
        ("Training", TRAINING[front.fit.training]),
        ("License", LICENSE[front.fit.licence]),
        ("Board", BOARD[front.fit.board]),
    ]
    if front.fit.years:
        facts.append(("Years", f"{front.fit.years}+ asked"))
    if front.fit.img_open is not Openness.UNKNOWN:
        facts.append(("Degree from abroad", OPENNESS[front.fit.img_open]))
    return tuple(facts)


def glance_lines(base: KnowledgeBase, page: Page[RolePage], notes: Notes) -> tuple[Line, ...]:
    """Return the at-a-glance lines that a source or a count tells, with marks for their sources."""
    lines = []
    for name, label in GLANCE.items():
        glance = getattr(page.front.at_a_glance, name)
        if glance and not glance.is_unknown:
            text = notes.cited("" if glance.value in {None, UNKNOWN} else str(glance.value), glance.sources)
            need = NEED[glance.need] if glance.need else ""
            lines.append(_line(base, page, glance, f"glance-{name}", (label, text, need)))
    return tuple(lines)


def unknown_glances(front: RolePage) -> tuple[str, ...]:
    """Return what no source that was read tells, in lower case."""
    found = [
        label.lower()
        for name, label in GLANCE.items()
        if (glance := getattr(front.at_a_glance, name)) and glance.is_unknown
    ]
    return tuple(found if front.pay else [*found, "pay"])


def levels(base: KnowledgeBase, page: Page[RolePage]) -> tuple[Lines, ...]:
    """Return the requirements by who asks, each with an anchor that counts within its level and topic."""
    found = []
    for level in Level:
        lines = []
        numbers: dict[str, int] = {}
        for line in page.front.requirements:
            if line.level is level:
                number = numbers[line.about] = numbers.get(line.about, 0) + 1
                anchor = f"{level}-{line.about}-{number}".replace("_", "-").replace("licence", "license")
                lines.append(_line(base, page, line, anchor, (ABOUT[line.about], line.text, "")))
        if lines:
            found.append(Lines(f"level-{level}".replace("_", "-"), plain(LEVEL[level]), tuple(lines)))
    return tuple(found)


def ledger_rows(base: KnowledgeBase, page: Page[RolePage]) -> tuple[Row, ...]:
    """Return the role's postings, the newest first."""
    return tuple(
        Row(anchor, row, base.sources[row.source], tuple(_seen(row))) for anchor, row in _anchored(page).items()
    )


def _anchored(page: Page[RolePage]) -> dict[str, Posting]:
    """Return the postings by their anchors: dated ones first, the newest leading."""
    dated = sorted((row for row in page.postings if row.year is not None), key=lambda row: row.published, reverse=True)
    undated = (row for row in page.postings if row.year is None)
    return {f"p{number}": row for number, row in enumerate((*dated, *undated), start=1)}


def _seen(row: Posting) -> Iterator[tuple[str, str]]:
    for name in (*FIELDS, *row.names):
        asked = row.ask(name)
        if asked is not Ask.NOT_SEEN:
            detail = row.details.get(name)
            words = f"{ASKED[asked]} ({detail})" if detail else ASKED[asked]
            yield name.replace("_", " ").replace("-", " "), words


def _line(
    base: KnowledgeBase, page: Page[RolePage], counted: Counted, anchor: str, words: tuple[str, Markup | str, str]
) -> Line:
    label, text, need = words
    count = _count(page, counted.tally) if counted.tally else None
    sources = tuple(base.sources[source_id] for source_id in counted.sources)
    return Line(anchor.replace("_", "-"), label, text, need, count, sources)


def _count(page: Page[RolePage], tally: Tally) -> Count:
    found: dict[Ask, list[CountedRow]] = {ask: [] for ask in Ask if ask is not Ask.NOT_SEEN}
    for anchor, row in _anchored(page).items():
        if row.ask(tally.key) in found:
            found[row.ask(tally.key)].append(CountedRow(anchor, row.employer, row.published))
    return Count(count_words(tally), tuple((ASKED[ask], tuple(rows)) for ask, rows in found.items() if rows))
