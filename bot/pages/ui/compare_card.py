"""The card that puts two to four roles side by side, in words that fit a phone."""

import zlib
from collections.abc import Iterator, Sequence

from bot.kit.errors import PageNotFound
from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.comparing import Row, compare
from bot.knowledge.figures import by_nearness, whose_pay
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import SPARED, PageKind
from bot.pages.ui.card import Card, Section
from bot.pages.ui.cards import COLORS
from bot.pages.ui.citing import cite
from bot.pages.ui.compare_words import cell
from bot.pages.ui.labels import GLANCE, LEVEL
from bot.pages.ui.page_links import link_to
from bot.pages.ui.pay_picture import MARKS, pay_pictures
from bot.pages.ui.pay_words import NO_PAY, pay_line
from bot.pages.ui.review import NOT_ADVICE

COMPARE_PREFIX = "compare."
_ONE_LINE = 46
"""Characters that fit beside each other on a phone."""

Roles = Sequence[Page[RolePage]]


def compare_address(roles: Roles) -> str:
    """Return the address of a comparison; ids are shortened so that four fit into a custom id."""
    return COMPARE_PREFIX + ".".join(_short_id(role.id) for role in roles)


def roles_at(base: KnowledgeBase, address: str) -> Roles:
    """Return the roles of a comparison's address; raises PageNotFound."""
    by_short_id = {_short_id(page.id): page.id for page in base.of_kind(PageKind.ROLE)}
    parts = address.removeprefix(COMPARE_PREFIX).split(".")
    missing = next((part for part in parts if part not in by_short_id), None)
    if missing is not None:
        raise PageNotFound(missing)
    return [base.role(by_short_id[part]) for part in parts]


def _short_id(page_id: str) -> str:
    return f"{zlib.crc32(page_id.encode()):08x}"


def compare_card(base: KnowledgeBase, roles: Roles) -> Card:
    """Return the card of a comparison: what differs first."""
    rows = compare(roles)
    differs = [_row(roles, row) for row in rows if row.differs] or ["Alike in everything the notes can compare."]
    alike = [_row(roles, row) for row in rows if not row.differs] or [
        "They differ in everything the notes can compare."
    ]
    pictures = pay_pictures(base, roles)
    return Card(
        address=compare_address(roles),
        title=" ".join(f"{mark} {role.title}" for mark, role in _marked(roles)),
        kind="side by side",
        color=COLORS[PageKind.ROLE],
        sections=(
            Section("differs", "What differs", ("\n".join(differs),), pictures=pictures),
            Section("alike", "What is alike", ("\n".join(alike),)),
            Section("spared", "Not asked for", tuple(_spared(roles))),
            Section("pay", "Pay", tuple(_pay(roles)), pictures=pictures),
        ),
        links=tuple(link_to(role) for role in roles),
        notes=(f"Counts: postings that ask for it, of those read. {NOT_ADVICE}",),
        sources=base.sources,
    )


def _marked(roles: Roles) -> Iterator[tuple[str, Page[RolePage]]]:
    """Yield each role with the sign that stands for it, since titles are long and rows are many."""
    return zip(MARKS, roles, strict=False)


def _row(roles: Roles, row: Row) -> str:
    """Return one quality: the roles beside each other where they fit, else below each other."""
    cells = [f"{mark} {cell(row.name, role.front)}" for mark, role in _marked(roles)]
    heading = f"**{GLANCE[row.name]}**"
    beside = " · ".join((heading, *cells))
    return beside if len(beside) <= _ONE_LINE else "\n".join((heading, *cells))


def _spared(roles: Roles) -> Iterator[str]:
    for mark, role in _marked(roles):
        yield f"**{mark} {role.title}**"
        for level in SPARED:
            lines = [line for line in role.front.requirements if line.level is level]
            if lines:
                yield "\n".join((f"*{LEVEL[level]}*", *(f"- {cite(line.words, line.sources)}" for line in lines)))


def _pay(roles: Roles) -> Iterator[str]:
    for mark, role in _marked(roles):
        lines = [f"- {whose_pay(pay)}{pay_line(pay)}" for pay in by_nearness(role.front)] or [NO_PAY]
        yield "\n".join((f"**{mark} {role.title}**", *lines))
