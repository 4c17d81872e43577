"""A member's state: chosen from a menu or named, shown privately, unknown where nothing was read."""

from datetime import date
from enum import StrEnum
from typing import get_args

import pytest

from bot.kit.errors import PageNotFound, TollfreeError
from bot.knowledge.library import Library
from bot.knowledge.state_topics import TOPICS
from bot.knowledge.us_states import UsState
from bot.pages.ui.addresses import card_at
from bot.pages.ui.state_choice import named_state
from bot.pages.ui.state_words import COLUMN, value_words
from tests.simulated import Server, labels, options, sent, words

TODAY = date(2026, 11, 30)
GUIDE = "non-competes-and-outside-work"


def test_every_column_and_value_has_words() -> None:
    assert set(COLUMN) == {(topic, column) for topic, row in TOPICS.items() for column in row.columns()}
    for row in TOPICS.values():
        for column in row.columns():
            (cell, _) = get_args(row.model_fields[column].annotation)
            values: type[StrEnum] = cell.model_fields["value"].annotation
            assert all(value_words(value) for value in values)


@pytest.mark.parametrize(("typed", "state"), [("OH", "OH"), ("ohio", "OH"), (" Wyom", "WY"), ("columbia", "DC")])
def test_a_state_is_named_by_letters_or_name(typed: str, state: str) -> None:
    assert named_state(typed) is UsState(state)


@pytest.mark.parametrize("typed", ["Narnia", "", "New"])
def test_a_name_that_is_no_one_state_is_told(typed: str) -> None:
    with pytest.raises(TollfreeError, match="I know no state called"):
        named_state(typed)


def test_every_state_stands_in_a_menu_once(library: Library) -> None:
    card = card_at(library.current, f"states.{GUIDE}", TODAY)
    chosen = [link.page_id for menu in card.menus for link in menu]
    assert chosen == [f"state.{GUIDE}.{state.lower()}" for state in UsState]
    assert max(map(len, card.menus)) <= 25


def test_each_state_of_each_page_fits_its_card(library: Library) -> None:
    base = library.current
    pages = {page for table in base.states for page in (table.topic.guide, *table.topic.roles)}
    for page in pages:
        for state in UsState:
            card = card_at(base, f"state.{page}.{state.lower()}", TODAY)
            assert card.screens(card.sections[0])


def test_a_table_past_its_review_says_so(library: Library) -> None:
    card = card_at(library.current, f"state.{GUIDE}.tx", date(2030, 1, 1))
    text = "\n".join(card.sections[0].blocks)
    assert "due again" in text
    assert "old: may have changed" in text


@pytest.mark.parametrize("address", ["states.deciding-to-leave", f"state.{GUIDE}.zz", "state.deciding-to-leave.tx"])
def test_an_address_that_leads_nowhere_is_not_found(library: Library, address: str) -> None:
    with pytest.raises(PageNotFound):
        card_at(library.current, address, TODAY)


async def test_my_state_leads_from_a_guide_to_what_is_known_of_it(server: Server) -> None:
    guide = await server.member.slash(server.channel, "guide", name=GUIDE)
    menus = await server.member.click(sent(guide), label="My state")
    assert sent(menus).ephemeral
    assert f"state.{GUIDE}.tx" in options(menus)
    texas = await server.member.select(sent(menus), [f"state.{GUIDE}.tx"], custom_id="tf1:goto:2")
    assert sent(texas).ephemeral
    assert "## Texas" in words(texas)
    assert "Not legal advice" in words(texas)
    assert "law · [" in words(texas), "the law stands under what it says"


async def test_a_guide_opens_at_a_state(server: Server) -> None:
    known = await server.member.slash(server.channel, "guide", name=GUIDE, state="tx")
    assert "allowed within limits" in words(known)
    plain = await server.member.slash(server.channel, "guide", name="deciding-to-leave", state="tx")
    assert "My state" not in labels(plain)
    wrong = await server.member.slash(server.channel, "guide", name=GUIDE, state="Narnia")
    assert "I know no state called “Narnia”" in sent(wrong).content
