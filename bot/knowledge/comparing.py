"""Put roles side by side: what differs, what is the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.knowledge.base import Page
from bot.knowledge.role import Glance, RolePage


@dataclass(frozen=True, slots=True)
class Row:
    """One quality of the compared roles, in their order."""

    name: str
    """The field of the at-a-glance part that it shows."""
    values: tuple[Glance, ...]
    differs: bool


_Key = Callable[[RolePage], object]

_SAME_WHEN: dict[str, _Key] = {
    "licence": lambda front: front.fit.licence,
    "board_certification": lambda front: front.fit.board,
    "residency": lambda front: front.fit.training,
    "experience": lambda front: front.fit.years,
    "remote": lambda front: front.fit.remote,
    "travel": lambda front: front.fit.travel_percent,
    "hours": lambda front: front.fit.hours,
    "patient_contact": lambda front: front.at_a_glance.patient_contact.words.casefold(),
    "degree": lambda front: front.at_a_glance.degree.words.casefold(),
}
"""By what two roles count as alike: the controlled words where there are any, the wording for the last two."""


def compare(roles: Sequence[Page[RolePage]]) -> tuple[Row, ...]:
    """Return a row for each quality: those that differ come first, what counts most in a search leading."""
    rows = []
    for name, key in _SAME_WHEN.items():
        values = tuple(getattr(role.front.at_a_glance, name) for role in roles)
        differs = len({key(role.front) for role in roles}) > 1
        rows.append(Row(name, values, differs))
    return tuple(sorted(rows, key=lambda row: not row.differs))
