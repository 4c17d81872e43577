"""A plan as a calendar file: days without words that give it away, for a calendar that others may see."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from bot.kit.ical import calendar_file, escaped
from bot.knowledge.base import KnowledgeBase
from bot.plan.engine.planning import Plan, PlannedStep

FILE_NAME = "reminders.ics"
_PRODUCER = "-//reminders//EN"
_NAMESPACE = UUID("6f0e2c1a-5b0d-4f0a-9d5e-3f1b7a6c8e21")


def reminders(base: KnowledgeBase, plan: Plan, now: datetime, *, with_details: bool) -> bytes:
    """Return an all-day event for each step with a day; what it is about stands in it only `with_details`.

    An event keeps its id where the last day moves, so that a program that knows it moves it too. No id tells of whom.
    """
    lines: list[str] = []
    for number, planned in enumerate(plan.steps, start=1):
        if planned.day is not None:
            lines += _event(base, number, planned, now, with_details=with_details)
    return calendar_file(_PRODUCER, lines)


def _event(
    base: KnowledgeBase, number: int, planned: PlannedStep, now: datetime, *, with_details: bool
) -> Iterator[str]:
    assert planned.day is not None, "steps without a day are left out"
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(_NAMESPACE, planned.step.id)}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{planned.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{planned.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:Reminder {number} (see my notes)"
    if with_details:
        yield f"DESCRIPTION:{escaped(_details(base, planned))}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _details(base: KnowledgeBase, planned: PlannedStep) -> str:
    step = planned.step
    sources = (base.sources[source_id] for source_id in step.sources)
    lines = (f"{source.title} ({source.kind}, {source.published}): {source.url}" for source in sources)
    return "\n".join((step.title, step.text, f"Binds: {step.binds}.", *lines))
