"""Crisis lines stand first, private, on one screen of a phone, and with the guide's numbers."""

import re

import pytest
from simcord.results import InteractionResult

from bot.crisis.ui.lines import LINES, TWO_ROWS
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import CRISIS_PAGE
from tests.leads.steps import FORM
from tests.simulated import Server, labels, sent, words

CRISIS = "I want to kill myself"
_A_PHONES_FIRST_SCREEN = 650
"""Letters, with a heading and a button."""


def is_card_alone(result: InteractionResult) -> bool:
    shown = words(result)
    return result.ephemeral and shown.startswith("## I’m glad you wrote it down") and len(labels(result)) == 1


async def test_a_crisis_gets_the_card_alone_with_988_first(server: Server) -> None:
    result = await server.member.slash(server.channel, "ask", question=CRISIS)
    assert is_card_alone(result)
    assert re.findall(r"\d[\d -]+\d", words(result))[0] == "988"
    assert len(words(result)) < _A_PHONES_FIRST_SCREEN


async def test_the_guide_is_one_press_away_and_asks_for_nothing(server: Server) -> None:
    result = await server.member.slash(server.channel, "ask", question=CRISIS)
    guide = await server.member.click(sent(result), label=labels(result)[0])
    assert "988" in words(guide)
    assert not {"Share in channel", "Suggest a fix", "More"} & set(labels(guide))


async def test_an_offer_that_shows_a_crisis_gets_the_card_alone(server: Server) -> None:
    assert is_card_alone(await server.member.slash(server.channel, "tollcheck", text=f"No offer. {CRISIS}."))


async def test_a_lead_that_shows_a_crisis_is_shown_and_the_card_beside_it(server: Server) -> None:
    form = await server.member.slash(server.channel, "lead share", topic="um-medical-director")
    result = await server.member.submit_modal(form, FORM | {"how_to_ask": CRISIS})
    assert words(result).startswith("## Your lead, not posted yet")
    assert any("988" in str(message.components) for message in result.followups)


async def test_a_lead_that_shows_none_has_nothing_beside_it(server: Server) -> None:
    form = await server.member.slash(server.channel, "lead share", topic="um-medical-director")
    assert (await server.member.submit_modal(form, FORM)).followups == []


@pytest.mark.parametrize("text", [LINES, TWO_ROWS])
def test_every_number_stands_in_the_guide(library: Library, text: str) -> None:
    told = library.current.page(CRISIS_PAGE).body
    guide = " ".join(section.markdown for section in told.sections)
    numbers = re.findall(r"\*\*([\d -]+)\*\*|text (\d+)", text)
    assert len(numbers) >= 4
    assert all((one or other) in guide for one, other in numbers)
