"""What changes from one role to another, by what both pages say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.knowledge.page import Page
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import BoardNeed, Hours, LicenseNeed, PayOf, Remote, Training

T = TypeVar("T", bound=StrEnum)


class Gate(StrEnum):
    """Whether a change lets more people in, or fewer, or is no gate."""

    EASIER = "easier"
    HARDER = "harder"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs; `before` and `after` are words for a member."""

    about: str
    before: str
    after: str
    gate: Gate


_LICENSE = {
    LicenseNeed.NONE: "none needed",
    LicenseNeed.ELIGIBLE: "eligible is enough",
    LicenseNeed.ANY_STATE: "any state",
    LicenseNeed.STATE_OF_WORK: "the state of the work",
}
_BOARD = {
    BoardNeed.NONE: "not needed",
    BoardNeed.ELIGIBLE: "eligible is enough",
    BoardNeed.CERTIFIED: "needed",
}
_TRAINING = {
    Training.NO_DEGREE: "no medical degree",
    Training.DEGREE: "the degree",
    Training.SOME_RESIDENCY: "some residency",
    Training.RESIDENCY: "a finished residency",
    Training.FELLOWSHIP: "a fellowship",
}
_REMOTE = {Remote.FULL: "from home", Remote.HYBRID: "partly from home", Remote.ONSITE: "on site"}
_HOURS = {Hours.FULL_TIME: "full time", Hours.PART_TIME: "part time", Hours.PER_CASE: "by the case"}
_PERIODS = {"year": "by the year", "hour": "by the hour", "case": "by the case", "day": "by the day"}


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
    yield from _on_a_scale("license", one.licence, other.licence, _LICENSE)
    yield from _on_a_scale("board certification", one.board, other.board, _BOARD)
    yield from _on_a_scale("training", one.training, other.training, _TRAINING)
    if one.years is not None and other.years is not None and one.years != other.years:
        gate = Gate.HARDER if other.years > one.years else Gate.EASIER
        yield Change("years of experience", _years(one.years), _years(other.years), gate)


def _others(before: Page[RolePage], after: Page[RolePage]) -> Iterator[Change]:
    one, other = before.front.fit, after.front.fit
    if None not in (one.travel_percent, other.travel_percent) and one.travel_percent != other.travel_percent:
        yield Change("travel", f"{one.travel_percent}%", f"{other.travel_percent}%", Gate.OTHER)
    if one.remote != other.remote and one.remote in _REMOTE and other.remote in _REMOTE:
        yield Change("where", _REMOTE[one.remote], _REMOTE[other.remote], Gate.OTHER)
    if one.hours != other.hours and one.hours in _HOURS and other.hours in _HOURS:
        yield Change("hours", _HOURS[one.hours], _HOURS[other.hours], Gate.OTHER)
    was, becomes = _pay_basis(before), _pay_basis(after)
    if was and becomes and was != becomes:
        yield Change("pay", was, becomes, Gate.OTHER)
    seen, sees = _patients(before), _patients(after)
    if seen and sees and seen != sees:
        yield Change("patients", seen, sees, Gate.OTHER)


def _on_a_scale(about: str, one: T, other: T, scale: Mapping[T, str]) -> Iterator[Change]:
    """Yield a change between two steps of a scale, the easier steps first; what is on no step is left open."""
    steps: Sequence[T] = list(scale)
    if one != other and one in scale and other in scale:
        gate = Gate.HARDER if steps.index(other) > steps.index(one) else Gate.EASIER
        yield Change(about, scale[one], scale[other], gate)


def _years(years: int) -> str:
    return "none" if years == 0 else f"{years}"


def _pay_basis(page: Page[RolePage]) -> str:
    """Return how this job is paid, by the first figure that is its own; nothing where there is none."""
    own = next((pay for pay in page.front.pay if pay.of is PayOf.THIS_JOB), None)
    return _PERIODS.get(own.unit.partition("/")[2], "") if own else ""


def _patients(page: Page[RolePage]) -> str:
    """Return “none” or “some”, as far as the page's first word about patients says so."""
    glance = page.front.at_a_glance.patient_contact
    said = (glance.value or "").casefold() if glance else ""
    if said.startswith(("none", "no ")) or said == "no":
        return "none"
    return "some" if said.startswith(("yes", "some", "often", "daily", "part")) else ""
