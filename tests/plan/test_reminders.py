"""The calendar file: read back by another program, and silent about what it is for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from icalendar import Calendar, Event

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.plan.engine.answers import Answers
from bot.plan.engine.planning import Plan, make_plan
from bot.plan.engine.reminders import reminders
from tests.plan.situations import EMPLOYED, IN_SIX_MONTHS, TODAY, answers

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
TELLING = ("tollfree", "visa", "notice", "lawyer", "employer", "plan", "cobra", "physician", "last day")


@pytest.fixture(scope="module")
def base(library: Library) -> KnowledgeBase:
    return library.current


def events(base: KnowledgeBase, plan: Plan, *, with_details: bool = False) -> list[Event]:
    data = reminders(base, plan, NOW, with_details=with_details)
    assert max(map(len, data.split(b"\r\n"))) <= 75
    return [event for event in Calendar.from_ical(data).walk("VEVENT") if isinstance(event, Event)]


@settings(max_examples=25)
@given(given_answers=answers)
def test_another_program_reads_back_every_dated_step(library: Library, given_answers: Answers) -> None:
    base = library.current
    plan = make_plan(base, given_answers, TODAY)
    for with_details in (False, True):
        found = events(base, plan, with_details=with_details)
        assert [event.decoded("DTSTART") for event in found] == [one.day for one in plan.steps if one.day]
        assert all(event.errors == [] for event in found)
        assert all(event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(days=1) for event in found)
        assert all(type(event.decoded("DTSTART")) is date for event in found), "of the whole day, in no zone"


def test_without_details_no_word_gives_it_away(base: KnowledgeBase) -> None:
    data = reminders(base, make_plan(base, IN_SIX_MONTHS, TODAY), NOW, with_details=False).decode().casefold()
    assert [word for word in TELLING if word in data] == []


def test_with_details_the_title_still_says_nothing_and_the_text_says_all(base: KnowledgeBase) -> None:
    plan = make_plan(base, IN_SIX_MONTHS, TODAY)
    for event, planned in zip(events(base, plan, with_details=True), plan.steps, strict=True):
        assert str(event["SUMMARY"]).endswith("(see my notes)")
        told = str(event["DESCRIPTION"])
        assert told.startswith(f"{planned.step.title}\n{planned.step.text}\n")
        assert all(str(base.sources[one].url) in told for one in planned.step.sources)


def test_an_event_keeps_its_id_where_the_last_day_moves(base: KnowledgeBase) -> None:
    moved = replace(EMPLOYED, last_day=date(2027, 8, 2))
    first, second = (
        {str(event["UID"]) for event in events(base, make_plan(base, one, TODAY))} for one in (EMPLOYED, moved)
    )
    assert first == second
    assert len(first) == len(make_plan(base, EMPLOYED, TODAY).steps)
