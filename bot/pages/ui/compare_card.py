"""The card that puts two to four roles side by side."""

import zlib
from collections.abc import Iterator, Sequence

from bot.kit.errors import PageNotFound
from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.comparing import Row, compare
from bot.knowledge.role import Glance, Pay, RolePage
from bot.knowledge.vocabulary import SPARED, Level, PageKind
from bot.pages.ui.card import Card, PayBar, Picture, Section
from bot.pages.ui.cards import COLOURS
from bot.pages.ui.citing import cite, source_lines
from bot.pages.ui.labels import GLANCE, LEVEL, NEED
from bot.pages.ui.money import pay_figure
from bot.pages.ui.page_links import link_to
from bot.pages.ui.review import NOT_ADVICE

COMPARE_PREFIX = "compare."
_MARKS = "①②③④"

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
    picture = _picture(base, roles)
    differs = [_row(roles, row) for row in rows if row.differs] or ["Alike in everything the notes can compare."]
    alike = [_row(roles, row) for row in rows if not row.differs] or [
        "They differ in everything the notes can compare."
    ]
    return Card(
        address=compare_address(roles),
        title=" ".join(f"{mark} {role.title}" for mark, role in _marked(roles)),
        kind="side by side",
        colour=COLOURS[PageKind.ROLE],
        sections=(
            Section("differs", "What differs", tuple(differs), picture=picture),
            Section("alike", "What is alike", tuple(alike)),
            Section("spared", "Not required", tuple(_spared(roles))),
            Section("pay", "Pay", tuple(_pay(base, roles)), picture=picture),
        ),
        links=tuple(link_to(role) for role in roles),
        notes=(NOT_ADVICE,),
        sources=base.sources,
    )


def _marked(roles: Roles) -> Iterator[tuple[str, Page[RolePage]]]:
    """Yield each role with the sign that stands for it, since titles are long and rows are many."""
    return zip(_MARKS, roles, strict=False)


def _row(roles: Roles, row: Row) -> str:
    lines = (f"{mark} {_value(value)}" for (mark, _), value in zip(_marked(roles), row.values, strict=True))
    return "\n".join((f"**{GLANCE[row.name]}**", *lines))


def _value(glance: Glance) -> str:
    need = f" · *{NEED[glance.need]}*" if glance.need else ""
    return cite(f"{glance.words}{need}", glance.sources)


def _spared(roles: Roles) -> Iterator[str]:
    yield f"### {LEVEL[Level.NOT_REQUIRED]}"
    for mark, role in _marked(roles):
        lines = (line for line in role.front.requirements if line.level in SPARED)
        yield "\n".join((f"**{mark} {role.title}**", *(f"- {cite(line.words, line.sources)}" for line in lines)))


def _pay(base: KnowledgeBase, roles: Roles) -> Iterator[str]:
    for mark, role in _marked(roles):
        if not role.front.pay:
            yield f"**{mark} {role.title}**\nNo source we read gives a figure."
        for pay in role.front.pay:
            sources = source_lines(pay.sources, base.sources)
            yield f"**{mark} {role.title}**\n{pay_figure(pay)} ({pay.when}): {pay.basis}\n{sources}"


def _picture(base: KnowledgeBase, roles: Roles) -> Picture | None:
    """Return the picture of all pay lines, or None where no role has any."""
    bars = tuple(
        bar
        for mark, role in _marked(roles)
        for pay in role.front.pay
        for bar in _bars(base, f"{mark} {role.title}", pay)
    )
    if not bars:
        return None
    lines = (
        f"{role.title}: {pay_figure(pay)} ({pay.when}), {pay.basis}, {_publisher(base, pay)}."
        for role in roles
        for pay in role.front.pay
    )
    return Picture("Pay, as published", bars, f"Published pay. {' '.join(lines)}")


def _bars(base: KnowledgeBase, role: str, pay: Pay) -> Iterator[PayBar]:
    publisher = _publisher(base, pay)
    if pay.low is not None and pay.high is not None:
        yield PayBar(role, f"{pay.when} · {publisher}", pay.unit, pay.low, pay.high, is_point=pay.low == pay.high)
    if pay.p25 is not None and pay.p75 is not None:
        yield PayBar(role, f"middle half, {pay.when} · {publisher}", pay.unit, pay.p25, pay.p75, is_point=False)
    for name, value in (("median", pay.median), ("mean", pay.mean)):
        if value is not None:
            yield PayBar(role, f"{name}, {pay.when} · {publisher}", pay.unit, value, value, is_point=True)


def _publisher(base: KnowledgeBase, pay: Pay) -> str:
    source = base.sources[pay.sources[0]]
    return f"{source.kind}: {source.publisher}"
