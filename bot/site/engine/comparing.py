"""Two roles side by side: each cell is written once and stands in as many pages as the role has partners."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from markupsafe import Markup, escape

from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.comparing import compare
from bot.knowledge.figures import by_nearness
from bot.knowledge.role import Glance, RolePage
from bot.knowledge.vocabulary import SPARED, PageKind
from bot.pages.ui.labels import GLANCE, NEED
from bot.site.engine.pay import pay_line


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One quality of both roles."""

    label: str
    cells: tuple[Markup, Markup]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs and what is alike."""

    roles: tuple[Page[RolePage], Page[RolePage]]
    differs: tuple[CompareRow, ...]
    alike: tuple[CompareRow, ...]


def comparisons(base: KnowledgeBase) -> Iterator[Comparison]:
    """Yield every pair of roles once."""
    roles = sorted((base.role(page.id) for page in base.of_kind(PageKind.ROLE)), key=lambda role: role.id)
    glances = {role.id: dict(_glances(role)) for role in roles}
    besides = {role.id: (_first_step(role), _pay(base, role), _spared(role)) for role in roles}
    for one, other in combinations(roles, 2):
        steps, pays, spared = zip(besides[one.id], besides[other.id], strict=True)
        cells = [
            (
                row.differs,
                CompareRow(GLANCE[row.name], (glances[one.id][row.name], glances[other.id][row.name])),
            )
            for row in compare((one, other))
        ]
        yield Comparison(
            (one, other),
            (CompareRow("Pay", pays), *(row for differs, row in cells if differs), CompareRow("Not asked", spared)),
            (*(row for differs, row in cells if not differs), CompareRow("First step", steps)),
        )


def _glances(role: Page[RolePage]) -> Iterator[tuple[str, Markup]]:
    for name, glance in role.front.at_a_glance:
        if glance is not None:
            yield name, _glance(glance)


def _glance(glance: Glance) -> Markup:
    if glance.is_unknown:
        return Markup("<i>no source tells</i>")
    need = f" ({NEED[glance.need]})" if glance.need else ""
    return escape(f"{glance.words}{need}")


def _pay(base: KnowledgeBase, role: Page[RolePage]) -> Markup:
    for pay in by_nearness(role.front)[:1]:
        line = pay_line(base, pay)
        return escape(f"{line.figure} ({line.when}): {line.of}. {line.basis}")
    return Markup("<i>no source gives a figure</i>")


def _spared(role: Page[RolePage]) -> Markup:
    lines = [escape(line.words) for line in role.front.requirements if line.level in SPARED]
    return Markup("<br>").join(lines)


def _first_step(role: Page[RolePage]) -> Markup:
    return escape(role.front.first_step) if role.front.first_step else Markup("<i>none named</i>")
