"""The steps of the guides that concern somebody, in order, with the day of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.pages import GuidePage
from bot.knowledge.steps import Situation, Step, StepAbout, StepAnchor, StepDay
from bot.knowledge.vocabulary import PageKind
from bot.plan.engine.answers import Answers
from bot.plan.engine.situations import situations_of

NOTICE_UNTIL_KNOWN = 90
"""Days of notice that are counted where somebody does not know theirs; the step that finds it out says so."""
NOTICE_AT_LEAST = 30
"""Days of notice that are counted where a contract asks for fewer: patients are to hear of it too."""
STILL_OF_USE = 60
"""Days after the last day during which a plan shows what is still open."""
_BEFORE_ALL = -10_000
_SATURDAY = 5


class Due(StrEnum):
    """How a step's day is meant."""

    NOW = "now"
    ON = "on"
    """Our suggestion."""
    BY = "by"
    """The last day, by a rule, a contract or a policy."""
    OVER = "over"
    """A last day that has passed: the window may be closed."""


class Remark(StrEnum):
    """What has to be said of a plan as a whole."""

    NO_LAST_DAY = "no_last_day"
    LONG_AGO = "long_ago"
    LEFT_ALREADY = "left_already"
    NOTICE_TOO_LATE = "notice_too_late"
    NOTICE_NOT_KNOWN = "notice_not_known"
    NOTICE_NOT_ASKED = "notice_not_asked"
    SAVINGS_THIN = "savings_thin"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step with its day."""

    step: Step
    guide_id: str
    due: Due
    day: date | None
    """Today where it is due now or over; None where there is no last day to count from."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Somebody's steps in order."""

    answers: Answers
    today: date
    steps: tuple[PlannedStep, ...]
    remarks: tuple[Remark, ...]


def make_plan(base: KnowledgeBase, answers: Answers, today: date) -> Plan:
    """Return the steps that concern somebody, first things first; none where the last day is too long ago."""
    remarks = tuple(_remarks(answers, today))
    if Remark.LONG_AGO in remarks:
        return Plan(answers, today, (), remarks)
    situations = situations_of(answers)
    found = [
        (guide_id, step)
        for guide_id, step in every_step(base)
        if _concerns(step, situations) and not _is_past(step, answers, today)
    ]
    found.sort(key=lambda one: _order(one[1], answers, today))
    return Plan(answers, today, tuple(_planned(guide_id, step, answers, today) for guide_id, step in found), remarks)


def every_step(base: KnowledgeBase) -> Iterator[tuple[str, Step]]:
    """Yield each step of each guide with the guide's id."""
    for page in base.of_kind(PageKind.GUIDE):
        assert isinstance(page.front, GuidePage), "a page's folder says its kind"
        for step in page.front.steps:
            yield page.id, step


def notice_days(answers: Answers) -> int:
    """Return the days of notice to count with."""
    days = answers.notice.days if answers.notice else None
    return NOTICE_UNTIL_KNOWN if days is None else max(days, NOTICE_AT_LEAST)


def day_of(when: StepDay, answers: Answers, today: date) -> date | None:
    """Return the day of a step as it is counted, past or not; None without a last day.

    A day of our own choosing before the last day falls on no weekend: it moves to the Friday before.
    """
    if when.anchor is StepAnchor.START:
        return today
    if answers.last_day is None:
        return None
    counted = answers.last_day + timedelta(days=_offset(when, answers))
    if when.deadline or counted >= answers.last_day:
        return counted
    return counted - timedelta(days=max(0, counted.weekday() - _SATURDAY + 1))


def _offset(when: StepDay, answers: Answers) -> int:
    """Return the days from the last day."""
    match when.anchor:
        case StepAnchor.START:
            return _BEFORE_ALL
        case StepAnchor.NOTICE:
            return when.days - notice_days(answers)
        case StepAnchor.LAST_DAY:
            return when.days


def _concerns(step: Step, situations: Iterable[Situation]) -> bool:
    return not step.only_if or bool(set(step.only_if) & set(situations))


def _is_past(step: Step, answers: Answers, today: date) -> bool:
    """Tell whether a step is of no use any more: it was for before a last day that has passed."""
    has_left = answers.last_day is not None and answers.last_day < today
    return has_left and not step.after_last_day and _offset(step.when, answers) < 0


def _planned(guide_id: str, step: Step, answers: Answers, today: date) -> PlannedStep:
    day = day_of(step.when, answers, today)
    if step.when.anchor is StepAnchor.START:
        return PlannedStep(step, guide_id, Due.NOW, today)
    if day is not None and day < today:
        return PlannedStep(step, guide_id, Due.OVER if step.when.deadline else Due.NOW, today)
    return PlannedStep(step, guide_id, Due.BY if step.when.deadline else Due.ON, day)


def _order(step: Step, answers: Answers, today: date) -> tuple[int, int, int, str]:
    """Return what sorts steps: the day, then visas, then money where savings are thin, then what was due first."""
    day = day_of(step.when, answers, today)
    offset = _offset(step.when, answers)
    from_today = offset if day is None or answers.last_day is None else max(0, (day - today).days)
    return (from_today, _rank(step, answers), offset, step.id)


def _rank(step: Step, answers: Answers) -> int:
    if step.about is StepAbout.VISA:
        return 0
    is_thin = Situation.SAVINGS_THIN in situations_of(answers)
    return 1 if step.about is StepAbout.MONEY and is_thin else 2


def _remarks(answers: Answers, today: date) -> Iterator[Remark]:
    if answers.last_day is None:
        yield Remark.NO_LAST_DAY
    elif (today - answers.last_day).days > STILL_OF_USE:
        yield Remark.LONG_AGO
        return
    elif answers.last_day < today:
        yield Remark.LEFT_ALREADY
    elif _is_too_late_for_notice(answers, answers.last_day, today):
        yield Remark.NOTICE_TOO_LATE
    if answers.last_day is None or answers.last_day >= today:
        yield from _on_notice(answers)
    if Situation.SAVINGS_THIN in situations_of(answers):
        yield Remark.SAVINGS_THIN


def _is_too_late_for_notice(answers: Answers, last_day: date, today: date) -> bool:
    days = answers.notice.days if answers.notice else None
    return days is not None and today + timedelta(days=days) > last_day


def _on_notice(answers: Answers) -> Iterator[Remark]:
    days = answers.notice.days if answers.notice else None
    if days is None:
        yield Remark.NOTICE_NOT_KNOWN
    elif days == 0:
        yield Remark.NOTICE_NOT_ASKED
