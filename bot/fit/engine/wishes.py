"""What a member would like, set against what a role is like: it sorts and flags, and never closes a role."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.fit.engine.answers import Answers
from bot.fit.engine.evidence import Evidence, at_a_glance
from bot.fit.engine.specialties import named_field
from bot.knowledge.figures import PAY_ORDER, pay_of
from bot.knowledge.role import Pay, RolePage
from bot.knowledge.vocabulary import Hours, PayOf, Remote

PAY_UNIT = "USD/year"
"""The only unit that a pay floor is compared with."""


class Wish(StrEnum):
    """What a wish is about."""

    LIKES = "likes"
    DISLIKES = "dislikes"
    TRAVEL = "travel"
    REMOTE = "remote"
    HOURS = "hours"
    PAY = "pay"
    FIELD = "field"


class Match(StrEnum):
    """Whether a role is as wished."""

    FOR = "for"
    AGAINST = "against"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Flag:
    """How a role answers one wish."""

    wish: Wish
    match: Match
    points: int
    tastes: tuple[str, ...] = ()
    """Which likes or dislikes the role meets, in words of the vocabulary."""
    evidence: tuple[Evidence, ...] = ()
    pay: Pay | None = None
    """The figure that a floor was compared with; None where no figure is in PAY_UNIT."""


_POINTS = {Match.FOR: 1, Match.UNSURE: 0, Match.AGAINST: -2}
"""A missed condition outweighs a like: it is what people leave a job for."""

_PLACES = {
    Remote.FULL: {Remote.FULL},
    Remote.HYBRID: {Remote.FULL, Remote.HYBRID},
    Remote.ONSITE: {Remote.ONSITE, Remote.HYBRID},
}
_ENGAGEMENTS = {
    Hours.FULL_TIME: {Hours.FULL_TIME},
    Hours.PART_TIME: {Hours.PART_TIME, Hours.PER_CASE},
    Hours.PER_CASE: {Hours.PER_CASE},
}


def flags(front: RolePage, answers: Answers) -> Iterator[Flag]:
    """Yield a flag for each condition that the member stated, and for each taste and field that the page meets."""
    yield from _tastes(front, answers)
    if answers.travel is not None:
        yield _condition(front, Wish.TRAVEL, _travel(front.fit.travel_percent, answers.travel))
    if answers.remote is not None:
        yield _condition(front, Wish.REMOTE, _remote(front.fit.remote, answers.remote))
    if answers.hours is not None:
        yield _condition(front, Wish.HOURS, _hours(front.fit.hours, answers.hours))
    if answers.pay_floor is not None:
        yield _pay(front, answers.pay_floor)
    yield from _field(front, answers)


def _tastes(front: RolePage, answers: Answers) -> Iterator[Flag]:
    liked = tuple(like for like in front.fit.likes if like in answers.likes)
    if liked:
        yield Flag(Wish.LIKES, Match.FOR, len(liked), liked)
    disliked = tuple(dislike for dislike in front.fit.dislikes if dislike in answers.dislikes)
    if disliked:
        yield Flag(Wish.DISLIKES, Match.AGAINST, -len(disliked), disliked)


def _condition(front: RolePage, wish: Wish, match: Match) -> Flag:
    return Flag(wish, match, _POINTS[match], evidence=at_a_glance(front, wish))


def _match(fits: bool) -> Match:
    return Match.FOR if fits else Match.AGAINST


def _travel(percent: int | None, most: int) -> Match:
    return Match.UNSURE if percent is None else _match(percent <= most)


def _remote(place: Remote, wanted: Remote) -> Match:
    return Match.UNSURE if place in {Remote.VARIES, Remote.UNKNOWN} else _match(place in _PLACES[wanted])


def _hours(engagement: Hours, wanted: Hours) -> Match:
    is_open = engagement in {Hours.VARIES, Hours.UNKNOWN}
    return Match.UNSURE if is_open else _match(engagement in _ENGAGEMENTS[wanted])


def _pay(front: RolePage, floor: int) -> Flag:
    """Compare a floor with the published figures in USD a year, as they are, whatever their age.

    Figures of this job count, or else of the nearest, or else of another occupation, which never speaks for a role.
    """
    in_unit = [pay for pay in front.pay if pay.unit == PAY_UNIT]
    if not in_unit:
        return Flag(Wish.PAY, Match.UNSURE, _POINTS[Match.UNSURE])
    whose = min((pay_of(pay) for pay in in_unit), key=PAY_ORDER.index)
    figures = [pay for pay in in_unit if pay_of(pay) is whose]
    surest, highest = max(figures, key=_surest), max(figures, key=_highest)
    if _surest(surest) >= floor and whose is not PayOf.PROXY:
        return Flag(Wish.PAY, Match.FOR, _POINTS[Match.FOR], pay=surest)
    match = Match.UNSURE if _highest(highest) >= floor else Match.AGAINST
    return Flag(Wish.PAY, match, _POINTS[match], pay=highest)


def _surest(pay: Pay) -> float:
    """Return the middle where one is published, or the low end where that is higher or all there is."""
    return max(value for value in (pay.median, pay.mean, pay.low, pay.p25, 0.0) if value is not None)


def _highest(pay: Pay) -> float:
    return max(_surest(pay), pay.high or 0.0, pay.p75 or 0.0)


def _field(front: RolePage, answers: Answers) -> Iterator[Flag]:
    named = named_field(front, answers.specialty) if answers.specialty else None
    if named is not None:
        points = 1 if named.is_own else -1
        yield Flag(Wish.FIELD, _match(named.is_own), points, evidence=named.lines)
