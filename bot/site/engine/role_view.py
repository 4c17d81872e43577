"""A role's page, line by line, with what stands behind each line."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.count_words import count_words
from bot.knowledge.counting import Tally
from bot.knowledge.postings import FIELDS, Posting
from bot.knowledge.role import Counted, RolePage
from bot.knowledge.sources import Source
from bot.knowledge.vocabulary import Ask, Level, Openness
from bot.pages.ui.labels import ABOUT, BOARD, GLANCE, LEVEL, LICENCE, NEED, OPENNESS, TRAINING
from bot.site.engine.wording import ASKED, plain


@dataclass(frozen=True, slots=True)
class Count:
    """A count in words, and the postings that were counted."""

    words: str
    rows: tuple[tuple[str, Posting], ...]
    """What each says, and the posting."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: who asks or how much it matters, the words, the count, the sources."""

    anchor: str
    label: str
    text: str
    need: str
    count: Count | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Level_:
    """The lines of one level, under its heading."""

    anchor: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One posting of the role's ledger, in words."""

    posting: Posting
    source: Source
    asks: tuple[tuple[str, str], ...]
    """What it says of each thing that was seen in it."""


_FACT_FIELD = {"license": "licence", "board": "board_certification", "years": "experience"}


def gate_facts(front: RolePage) -> tuple[tuple[str, str], ...]:
    """Return what decides whether one could get it, in a few words each."""
    facts = [
        ("Training", TRAINING[front.fit.training]),
        ("License", LICENCE[front.fit.licence]),
        ("Board", BOARD[front.fit.board]),
    ]
    if front.fit.years:
        facts.append(("Years", f"{front.fit.years}+ asked"))
    if front.fit.img_open is not Openness.UNKNOWN:
        facts.append(("Degree from abroad", OPENNESS[front.fit.img_open]))
    return tuple(facts)


def glance_lines(base: KnowledgeBase, page: Page[RolePage]) -> tuple[Line, ...]:
    """Return the at-a-glance lines that a source or a count tells."""
    lines = []
    for name, label in GLANCE.items():
        glance = getattr(page.front.at_a_glance, name)
        if glance and not glance.is_unknown:
            text = "" if glance.value in {None, "unknown"} else str(glance.value)
            need = NEED[glance.need] if glance.need else ""
            lines.append(_line(base, page, glance, f"glance-{name}", (american(label), text, need)))
    return tuple(lines)


def unknown_glances(front: RolePage) -> tuple[str, ...]:
    """Return what no source that was read tells, in lower case."""
    found = [
        american(label).lower()
        for name, label in GLANCE.items()
        if (glance := getattr(front.at_a_glance, name)) and glance.is_unknown
    ]
    return tuple(found if front.pay else [*found, "pay"])


def levels(base: KnowledgeBase, page: Page[RolePage]) -> tuple[Level_, ...]:
    """Return the requirements by who asks, each with an anchor that counts within its level and topic."""
    found = []
    for level in Level:
        lines = []
        numbers: dict[str, int] = {}
        for line in page.front.requirements:
            if line.level is level:
                number = numbers[line.about] = numbers.get(line.about, 0) + 1
                anchor = f"{level}-{line.about}-{number}".replace("_", "-").replace("licence", "license")
                lines.append(_line(base, page, line, anchor, (american(ABOUT[line.about]), line.text, "")))
        if lines:
            found.append(Level_(f"level-{level}".replace("_", "-"), plain(LEVEL[level]), tuple(lines)))
    return tuple(found)


def ledger_rows(base: KnowledgeBase, page: Page[RolePage]) -> tuple[Row, ...]:
    """Return the role's postings, the newest first."""
    newest_first = sorted(page.postings, key=lambda row: (row.year is None, row.published), reverse=False)
    dated = [row for row in newest_first if row.year is not None][::-1]
    return tuple(
        Row(row, base.sources[row.source], tuple(_seen(row)))
        for row in (*dated, *(row for row in newest_first if row.year is None))
    )


def _seen(row: Posting) -> Iterator[tuple[str, str]]:
    for name in (*FIELDS, *row.names):
        asked = row.ask(name)
        if asked is not Ask.NOT_SEEN:
            detail = row.details.get(name)
            words = f"{ASKED[asked]} ({detail})" if detail else ASKED[asked]
            yield name.replace("_", " ").replace("-", " "), words


def _line(
    base: KnowledgeBase, page: Page[RolePage], counted: Counted, anchor: str, words: tuple[str, str, str]
) -> Line:
    label, text, need = words
    count = _count(page, counted.tally) if counted.tally else None
    sources = tuple(base.sources[source_id] for source_id in counted.sources)
    return Line(anchor.replace("_", "-"), label, text, need, count, sources)


def _count(page: Page[RolePage], tally: Tally) -> Count:
    seen = [(row.ask(tally.key), row) for row in page.postings]
    order = list(Ask)
    rows = sorted((one for one in seen if one[0] is not Ask.NOT_SEEN), key=lambda one: order.index(one[0]))
    return Count(count_words(tally), tuple((ASKED[ask], row) for ask, row in rows))


def american(label: str) -> str:
    """Return a label in American spelling; keys keep theirs."""
    return label.replace("Licence", "License").replace("licence", "license")
