"""What is published of a role: figures that name nobody, and the rule that they follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from fractions import Fraction
from typing import Self


@dataclass(frozen=True, slots=True)
class Rule:
    """The numbers of `docs/decisions/0028-outcomes.md`; tests break them to see that they are needed."""

    floor: int = 5
    """A figure comes from at least so many different people."""
    added: int = 3
    """A new table comes only with so many more people."""
    counts_from: int = 11
    """From so many people there are counts; below, words."""
    percent_from: int = 20
    """From so many people there are percentages."""
    count_step: int = 5
    """Counts are rounded to it."""
    percent_step: int = 10
    """Percentages are rounded to it."""
    lot: Fraction = Fraction(1, 5)
    """The part of the answers that is drawn by lot before anything is counted."""

    def precision(self, people: int) -> "Precision":
        """Return how precisely figures from so many people are given."""
        if people < self.counts_from:
            return Precision.WORDS
        return Precision.COUNTS if people < self.percent_from else Precision.PERCENT


class Precision(Enum):
    """How precisely figures are given."""

    WORDS = auto()
    COUNTS = auto()
    PERCENT = auto()


RULE = Rule()

MOST = "most"
"""The one figure in words."""
FEW = "under 5%"
"""A percentage that would be rounded to nothing; there are people behind it as behind all others."""

Shown = Mapping[str, tuple[str | None, ...]]
"""By question, the figure of each choice: `most`, a rounded count or a rounded percentage; None where none is shown."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The people who told about a role, counted after the lots: by question, how many gave each answer."""

    people: int
    added: int
    """How many of them came since the last table."""
    since: date
    """The month of the first of them."""
    counts: Mapping[str, Sequence[int]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """What is published of a role on the first of a month; a withdrawn one has no people and no figures."""

    month: date
    people: int
    since: date
    shown: Shown

    @property
    def is_withdrawn(self) -> bool:
        """Return whether nothing of it is shown any more."""
        return not self.people

    def withdrawn(self) -> Self:
        """Return the table without its figures; its month stays, from which new people are counted."""
        return replace(self, people=0, shown={})
