"""Every screen of the questionnaire keeps Discord's limits, whatever is answered."""

import asyncio
import re
from datetime import date
from typing import Any

import hypothesis
import pytest
from discord.ui import DynamicItem
from hypothesis import given
from hypothesis import strategies as st

from bot.fit.engine.answers import Answers
from bot.fit.engine.ranking import fit_roles
from bot.fit.ui.custom_ids import go_id, place_of
from bot.fit.ui.items import FIT_ITEMS
from bot.fit.ui.questions import STEPS
from bot.fit.ui.screen import FitPlace, FitScreen, Shown
from bot.fit.ui.screens import outdated_screen, screen_at
from bot.fit.ui.view import fit_view
from bot.kit.ui.limits import CUSTOM_ID, MESSAGE_COMPONENTS, MESSAGE_TEXT, OPTION_TEXT, SCREEN_TEXT, SELECT_OPTIONS
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.pages.ui.items import PAGE_ITEMS
from tests.fit.people import ANSWERS, HOSPITALIST, UNMATCHED
from tests.fit.test_fit import all_chosen

TODAY = date(2026, 11, 22)


@pytest.fixture
def base(library: Library) -> KnowledgeBase:
    return library.current


def check(screen: FitScreen, where: object) -> None:
    """Lay out a screen, and hold it against Discord's limits."""
    view = fit_view(screen)
    items = list(view.walk_children())
    ids = [found for item in items if (found := getattr(item, "custom_id", None))]
    assert view.content_length() <= MESSAGE_TEXT, where
    assert len(items) <= MESSAGE_COMPONENTS, where
    assert len(set(ids)) == len(ids), where
    for custom_id in ids:
        assert len(custom_id) <= CUSTOM_ID, where
        matching = [item for item in (*PAGE_ITEMS, *FIT_ITEMS) if pattern(item).fullmatch(custom_id)]
        assert len(matching) == 1, custom_id
    for part in view.to_components():  # type: ignore[no-untyped-call]  # discord.py checks while it serializes
        check_row(part, where)


def check_row(part: dict[str, Any], where: object) -> None:
    for item in part.get("components", []):
        assert len(item.get("label") or "") <= 80, where
        options = item.get("options", [])
        assert item["type"] != 3 or 1 <= len(options) <= SELECT_OPTIONS, where
        assert item["type"] != 3 or item["max_values"] <= len(options), where
        assert all(1 <= len(option["label"]) <= OPTION_TEXT for option in options), where


def pattern(item: type[DynamicItem[Any]]) -> re.Pattern[str]:
    return item.__discord_ui_compiled_template__


NO_SHRINKING = (hypothesis.Phase.explicit, hypothesis.Phase.reuse, hypothesis.Phase.generate)
"""Shrinking would lay out thousands of screens before it tells what failed."""


@hypothesis.settings(max_examples=5, deadline=None, phases=NO_SHRINKING)
@given(answers=ANSWERS, data=st.data())
def test_every_screen_keeps_discords_limits_for_any_answers(
    library: Library, answers: Answers, data: st.DataObject
) -> None:
    async def look() -> None:
        base = library.current
        for step in range(len(STEPS)):
            check(screen_at(base, FitPlace(Shown.QUESTION, answers, step), TODAY), (step, answers))
        for shown in (Shown.BEST, Shown.OPEN, Shown.LIKELY, Shown.STEP, Shown.CLOSED):
            for number in range(8):
                screen = screen_at(base, FitPlace(shown, answers, number), TODAY)
                check(screen, (shown, number, answers))
                assert fit_view(screen).content_length() <= SCREEN_TEXT, "more is a wall of words on a phone"
        role = data.draw(st.sampled_from([fit.role.id for fit in fit_roles(base, answers)]))
        for number in range(4):
            check(screen_at(base, FitPlace(Shown.REASONS, answers, number, role), TODAY), (role, answers))

    asyncio.run(look())


@pytest.mark.parametrize("answers", [Answers(), HOSPITALIST, UNMATCHED, all_chosen()])
async def test_the_reasons_of_every_role_keep_discords_limits(base: KnowledgeBase, answers: Answers) -> None:
    for fit in fit_roles(base, answers):
        first, second = (
            screen_at(base, FitPlace(Shown.REASONS, answers, number, fit.role.id), TODAY) for number in range(2)
        )
        check(first, fit.role.id)
        if second != first:
            check(second, fit.role.id)


async def test_the_older_version_keeps_them_too() -> None:
    check(outdated_screen(), "outdated")


@pytest.mark.parametrize("item", FIT_ITEMS)
def test_every_item_goes_through_the_boundary(item: type[DynamicItem[Any]]) -> None:
    assert getattr(item.callback, "is_guarded", False), "discord.py only logs errors of dynamic items"


@given(answers=ANSWERS)
def test_a_custom_id_leads_where_it_was_made_for(answers: Answers) -> None:
    place = FitPlace(Shown.REASONS, answers, 3, "um-medical-director")
    match = pattern(FIT_ITEMS[0]).fullmatch(go_id("turn", place))
    assert match is not None
    assert place_of(match.groupdict()) == place
