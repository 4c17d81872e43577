"""What changes from one role to another, by what both pages say."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.knowledge.page import Page
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import BoardNeed, Hours, LicenseNeed, PayOf, Remote, Training

T = TypeVar("T", bound=str)


class Gate(StrEnum):
    """Whether a change lets more people in, or fewer, or is no gate."""

    EASIER = "easier"
    HARDER = "harder"
    OTHER = "other"


class About(StrEnum):
    """What differs."""

    LICENSE = "license"
    BOARD = "board"
    TRAINING = "training"
    YEARS = "years"
    TRAVEL = "travel"
    REMOTE = "remote"
    HOURS = "hours"
    PAY = "pay"
    PATIENTS = "patients"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: a word of the pages' vocabulary, years, percent of travel, or whether there are patients.

    Of pay it is the period that it is for, as the page writes it: year, hour, case or day.
    """

    about: About
    before: str | int
    after: str | int
    gate: Gate


_LICENSE = (LicenseNeed.NONE, LicenseNeed.ELIGIBLE, LicenseNeed.ANY_STATE, LicenseNeed.STATE_OF_WORK)
_BOARD = (BoardNeed.NONE, BoardNeed.ELIGIBLE, BoardNeed.CERTIFIED)
_TRAINING = (
    Training.NO_DEGREE,
    Training.DEGREE,
    Training.SOME_RESIDENCY,
    Training.RESIDENCY,
    Training.FELLOWSHIP,
)
"""Scales of what is asked, the easier steps first; what is on none is left open."""
_REMOTE = frozenset({Remote.FULL, Remote.HYBRID, Remote.ONSITE})
_HOURS = frozenset({Hours.FULL_TIME, Hours.PART_TIME, Hours.PER_CASE})
_PERIODS = frozenset({"year", "hour", "case", "day"})


def changes(before: Page[RolePage], after: Page[RolePage]) -> tuple[Change, ...]:
    """Return what differs, harder gates first, then easier ones, then the rest; what a page leaves open is left out."""
    found = [*_gates(before, after), *_others(before, after)]
    order = (Gate.HARDER, Gate.EASIER, Gate.OTHER)
    return tuple(sorted(found, key=lambda change: order.index(change.gate)))


def harder_gates(before: Page[RolePage], after: Page[RolePage]) -> int:
    """Return how many gates are harder after a move."""
    return sum(change.gate is Gate.HARDER for change in changes(before, after))


def _gates(before: Page[RolePage], after: Page[RolePage]) -> Iterator[Change]:
    one, other = before.front.fit, after.front.fit
    yield from _on_a_scale(About.LICENSE, one.licence, other.licence, _LICENSE)
    yield from _on_a_scale(About.BOARD, one.board, other.board, _BOARD)
    yield from _on_a_scale(About.TRAINING, one.training, other.training, _TRAINING)
    if one.years is not None and other.years is not None and one.years != other.years:
        gate = Gate.HARDER if other.years > one.years else Gate.EASIER
        yield Change(About.YEARS, one.years, other.years, gate)


def _others(before: Page[RolePage], after: Page[RolePage]) -> Iterator[Change]:
    one, other = before.front.fit, after.front.fit
    pairs: tuple[tuple[About, str | int | None, str | int | None], ...] = (
        (About.TRAVEL, one.travel_percent, other.travel_percent),
        (About.REMOTE, _known(one.remote, _REMOTE), _known(other.remote, _REMOTE)),
        (About.HOURS, _known(one.hours, _HOURS), _known(other.hours, _HOURS)),
        (About.PAY, _pay_basis(before), _pay_basis(after)),
        (About.PATIENTS, _patients(before), _patients(after)),
    )
    for about, was, becomes in pairs:
        if was is not None and becomes is not None and was != becomes:
            yield Change(about, was, becomes, Gate.OTHER)


def _known(said: T, known: Collection[T]) -> T | None:
    return said if said in known else None


def _on_a_scale(about: About, one: T, other: T, scale: Sequence[T]) -> Iterator[Change]:
    """Yield a change between two steps of a scale."""
    if one != other and one in scale and other in scale:
        gate = Gate.HARDER if scale.index(other) > scale.index(one) else Gate.EASIER
        yield Change(about, one, other, gate)


def _pay_basis(page: Page[RolePage]) -> str | None:
    """Return for what period this job is paid, by the first figure that is its own; None where there is none."""
    own = next((pay for pay in page.front.pay if pay.of is PayOf.THIS_JOB), None)
    return _known(own.unit.partition("/")[2], _PERIODS) if own else None


def _patients(page: Page[RolePage]) -> bool | None:
    """Return whether there are patients, as far as the page's first word about them says so."""
    glance = page.front.at_a_glance.patient_contact
    said = (glance.value or "").casefold() if glance else ""
    if said.startswith(("none", "no ")) or said == "no":
        return False
    return True if said.startswith(("yes", "some", "often", "daily", "part")) else None
