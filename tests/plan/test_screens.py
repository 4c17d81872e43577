"""Every screen of a plan keeps Discord's limits and fits a phone, whatever is answered."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from discord.ui import DynamicItem
from hypothesis import given, settings

from bot.kit.ui.limits import CUSTOM_ID, MESSAGE_COMPONENTS, MESSAGE_TEXT, OPTION_TEXT, SCREEN_TEXT, SELECT_OPTIONS
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.knowledge.us_states import UsState
from bot.pages.ui.state_words import value_words
from bot.plan.engine.answers import Answers, NonCompete
from bot.plan.engine.planning import make_plan
from bot.plan.ui.code import CODE_LENGTH, decode, encode
from bot.plan.ui.custom_ids import go_id, place_of
from bot.plan.ui.items import PLAN_ITEMS
from bot.plan.ui.questions import STEPS
from bot.plan.ui.screen import PlanPlace, PlanScreen, Shown
from bot.plan.ui.screens import outdated_screen, screen_at
from bot.plan.ui.steps import ON_SCREEN
from bot.plan.ui.view import plan_view
from bot.plan.ui.words import kept_text, law_line
from tests.plan.situations import EMPLOYED, IN_SIX_MONTHS, TODAY, answers

_LINK = re.compile(r"\]\(<[^>]*>\)")


@pytest.fixture(scope="module")
def base(library: Library) -> KnowledgeBase:
    return library.current


def in_loop(look: Callable[[], None]) -> None:
    """Lay out screens where discord.py can: views want a running loop."""

    async def run() -> None:
        look()

    asyncio.run(run())


def check(screen: PlanScreen) -> None:
    view = plan_view(screen)
    items = list(view.walk_children())
    ids = [found for item in items if (found := getattr(item, "custom_id", None))]
    assert view.content_length() <= MESSAGE_TEXT
    assert len(_LINK.sub("]", "\n".join((*screen.text, screen.small)))) <= SCREEN_TEXT + 600, "a wall of words"
    assert len(items) <= MESSAGE_COMPONENTS
    assert len(set(ids)) == len(ids)
    for custom_id in ids:
        assert len(custom_id) <= CUSTOM_ID
        assert len([item for item in PLAN_ITEMS if pattern(item).fullmatch(custom_id)]) == 1, custom_id
    for part in view.to_components():  # type: ignore[no-untyped-call]  # discord.py checks while it serializes
        for item in part.get("components", []):
            assert item["type"] != 3 or 1 <= len(item["options"]) <= SELECT_OPTIONS
            assert all(len(option["label"]) <= OPTION_TEXT for option in item.get("options", []))


def pattern(item: type[DynamicItem[Any]]) -> re.Pattern[str]:
    return item.__discord_ui_compiled_template__


def text_of(base: KnowledgeBase, given_answers: Answers, number: int = 0, today: date = TODAY) -> str:
    screen = screen_at(base, PlanPlace(Shown.STEPS, given_answers, number), today)
    return "\n".join((screen.heading, *screen.text, screen.small))


@settings(max_examples=15)
@given(given_answers=answers)
def test_every_screen_keeps_discords_limits_for_any_answers(library: Library, given_answers: Answers) -> None:
    def look() -> None:
        for step in range(len(STEPS)):
            check(screen_at(library.current, PlanPlace(Shown.QUESTIONS, given_answers, step), TODAY))
        for number in range(13):
            check(screen_at(library.current, PlanPlace(Shown.STEPS, given_answers, number), TODAY))
        check(outdated_screen())

    in_loop(look)


@settings(max_examples=25)
@given(given_answers=answers)
def test_a_kept_plan_fits_a_message(library: Library, given_answers: Answers) -> None:
    assert len(kept_text(make_plan(library.current, given_answers, TODAY))) <= MESSAGE_TEXT


@given(given_answers=answers)
def test_a_code_stands_for_its_answers(given_answers: Answers) -> None:
    code = encode(given_answers)
    assert len(code) == CODE_LENGTH
    assert decode(code) == given_answers
    place = PlanPlace(Shown.STEPS, given_answers, 7)
    match = pattern(PLAN_ITEMS[0]).fullmatch(go_id("turn", place))
    assert match is not None
    assert place_of(match.groupdict()) == place


def test_the_first_screen_has_the_next_three_steps_and_the_screens_have_all(base: KnowledgeBase) -> None:
    plan = make_plan(base, IN_SIX_MONTHS, TODAY)
    first = text_of(base, IN_SIX_MONTHS)
    assert [planned.step.title in first for planned in plan.steps[: ON_SCREEN + 1]] == [True] * ON_SCREEN + [False]
    every = "\n".join(text_of(base, IN_SIX_MONTHS, number) for number in range(12))
    assert all(planned.step.title in every for planned in plan.steps)


@pytest.mark.parametrize(
    "given_answers", [IN_SIX_MONTHS, EMPLOYED, Answers(), replace(EMPLOYED, last_day=date(2026, 1, 1))]
)
def test_help_is_always_one_press_away_and_no_plan_is_advice(base: KnowledgeBase, given_answers: Answers) -> None:
    screen = screen_at(base, PlanPlace(Shown.STEPS, given_answers), TODAY)
    assert "If it is too much" in [press.label for row in screen.rows for press in row if hasattr(press, "label")]
    assert "not legal, tax or immigration advice" in screen.small


def law_on(base: KnowledgeBase, step_id: str, state: UsState | None) -> str:
    """Return what the plan says of a state's law under a step."""
    plan = make_plan(base, replace(EMPLOYED, non_compete=NonCompete.YES, state=state), TODAY)
    (planned,) = [planned for planned in plan.steps if planned.step.id == step_id]
    return law_line(base, plan, planned)


@pytest.mark.parametrize("state", UsState)
def test_a_state_that_was_read_says_its_law_and_another_says_that_nobody_read_it(
    base: KnowledgeBase, state: UsState
) -> None:
    said = law_on(base, "non-compete-hour", state)
    cell = base.states.cell("non-competes", state, "covenant")
    if cell is not None:
        assert f"{state.label}, non-compete: {value_words(cell.value)}. {cell.text}" in said
        assert f"[^{cell.source}]" in said
    else:
        assert said.startswith((f"🗺️ {state.label}: we have not read its rule", f"🗺️ {state.label}, "))


def test_what_no_table_is_about_is_told_as_unread_and_no_state_as_unnamed(base: KnowledgeBase) -> None:
    assert law_on(base, "tell-patients", UsState.TX) == "🗺️ Texas: we have not read its rule on this."
    assert law_on(base, "non-compete-hour", None) == "🗺️ Here each state has its own rule. You named no state."
    assert law_on(base, "give-notice", UsState.TX) == ""


def test_notice_that_cannot_be_kept_any_more_is_said_with_the_day_that_could(base: KnowledgeBase) -> None:
    late = replace(EMPLOYED, last_day=TODAY + timedelta(days=20))
    assert "90 days from today end on Sun, Feb 28, 2027" in text_of(base, late)


def test_a_plan_for_a_day_long_ago_says_so(base: KnowledgeBase) -> None:
    assert "more than 60 days ago" in text_of(base, replace(EMPLOYED, last_day=date(2026, 9, 1)))


@pytest.mark.parametrize("item", PLAN_ITEMS)
def test_every_item_goes_through_the_boundary(item: type[DynamicItem[Any]]) -> None:
    assert getattr(item.callback, "is_guarded", False), "discord.py only logs errors of dynamic items"
