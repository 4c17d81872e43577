"""A plan in words."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from bot.kit.ui.limits import shorten
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.state_topics import AnyCell
from bot.knowledge.steps import StepAnchor
from bot.pages.ui.citing import cite
from bot.pages.ui.state_words import COLUMN, text_date, value_words
from bot.pages.ui.step_words import step_lines, when_words
from bot.plan.engine.planning import NOTICE_AT_LEAST, STILL_OF_USE, Due, Plan, PlannedStep, Remark
from bot.plan.engine.state_law import LawThere, law_there
from bot.plan.ui.labels import day_words

_SATURDAY = 5
_LONGEST_KEPT = 3600
_MOST_CELLS = 2
"""Lines of a state's law under one step; the rest stands on the guide's *My state*."""
_REMARK: Mapping[Remark, str] = {
    Remark.NO_LAST_DAY: "You gave no last day, so these are in order, without dates. Pick any day to see them dated.",
    Remark.LONG_AGO: f"That day is more than {STILL_OF_USE} days ago, and most of what I could date is over by then. "
    "If a letter gives you a later deadline, that letter counts. The guides still tell how each thing works.",
    Remark.LEFT_ALREADY: "Your last day has passed. Here is what is still open, and what may still be mended.",
    Remark.NOTICE_NOT_KNOWN: "You don't know your notice yet, so I counted with 90 days.",
    Remark.NOTICE_NOT_ASKED: f"Your contract asks for no notice; I left {NOTICE_AT_LEAST} days, so that patients hear.",
    Remark.SAVINGS_THIN: "With less than three months saved, what touches money comes first on each day. It may be "
    "kinder to yourself to have the next pay agreed before you give notice.",
}


def remark_words(plan: Plan) -> str:
    """Return what has to be said of a plan as a whole, or nothing."""
    return "\n".join(_remark(plan, remark) for remark in plan.remarks)


def _remark(plan: Plan, remark: Remark) -> str:
    if remark is not Remark.NOTICE_TOO_LATE:
        return _REMARK[remark]
    days = plan.answers.notice.days if plan.answers.notice else None
    assert days is not None, "only a known notice can be too late"
    ends = day_words(plan.today + timedelta(days=days))
    return (
        f"If you have not given notice yet: {days} days from today end on {ends}, after the day that you chose. "
        "Ask whether an earlier day can be agreed, in writing, or move it."
    )


def step_block(base: KnowledgeBase, plan: Plan, number: int) -> str:
    """Return one step of a plan, counted from 1, with marks for its sources."""
    planned = plan.steps[number - 1]
    text, binds = step_lines(planned.step)
    law = law_line(base, plan, planned)
    lines = (f"**{number}. {planned.step.title}**", f"🗓️ {due_words(planned)}", text, law, binds)
    return "\n".join(line for line in lines if line)


def due_words(planned: PlannedStep) -> str:
    """Return when a step is due: `now`, `by Mon, May 31, 2027`, or in days from the last day."""
    if planned.due is Due.NOW:
        return "Now"
    if planned.due is Due.OVER:
        return "Now · the time for it may be over; ask"
    if planned.day is None:
        return when_words(planned.step.when)
    if planned.due is Due.ON:
        return f"{day_words(planned.day)}{_on_the_last_day(planned)}"
    is_weekend = planned.day.weekday() >= _SATURDAY
    return f"By {day_words(planned.day)}{' (a weekend: sooner)' if is_weekend else ''}"


def _on_the_last_day(planned: PlannedStep) -> str:
    when = planned.step.when
    return " · your last day" if when.anchor is StepAnchor.LAST_DAY and not when.days else ""


def law_line(base: KnowledgeBase, plan: Plan, planned: PlannedStep) -> str:
    """Return what was read of the member's state, that nothing was, or nothing where states have no say."""
    if planned.step.state_law is None:
        return ""
    there = law_there(base, planned.step, plan.answers.state)
    if there is None:
        return "🗺️ Here each state has its own rule. You named no state."
    if not there.cells:
        return f"🗺️ {there.state.label}: we have not read its rule on this."
    return "\n".join(_cell_line(plan, there, column, cell) for column, cell in there.cells[:_MOST_CELLS])


def _cell_line(plan: Plan, there: LawThere, column: str, cell: AnyCell) -> str:
    head = f"🗺️ {there.state.label}, {COLUMN[there.topic, column].lower()}: {value_words(cell.value)}."
    return cite(f"{head} {cell.text} ({text_date(cell, plan.today.year)})", (cell.source,))


def counted_words(plan: Plan) -> str:
    """Return how many steps there are, and from which day they are counted."""
    steps = "1 step" if len(plan.steps) == 1 else f"{len(plan.steps)} steps"
    if plan.answers.last_day is None:
        return f"{steps}, without a last day"
    return f"{steps}, counted from {day_words(plan.answers.last_day)}"


def kept_text(plan: Plan) -> str:
    """Return a plan as one message without buttons: the day and the title of each step."""
    lines = (f"**{number} · {due_words(one)}** {one.step.title}" for number, one in enumerate(plan.steps, start=1))
    return shorten("\n".join(_kept_lines(plan, lines)), _LONGEST_KEPT)


def _kept_lines(plan: Plan, lines: Iterator[str]) -> Iterator[str]:
    yield f"## Dates\n-# {counted_words(plan)}"
    yield from lines
    yield "-# You asked me to send you this; I keep no copy. `/plan` works it out anew, with the text and the sources."
