"""Which message is the one that an earlier try posted: the card of lead 3 is not that of lead 31."""

from dataclasses import dataclass
from typing import cast

import discord
import pytest

from bot.kit.ui.finding import is_marked
from bot.leads.ui.custom_ids import LEAD
from bot.moderation.ui.custom_ids import REVIEW


@dataclass
class Part:
    """A component of a message."""

    custom_id: str | None = None
    children: tuple["Part", ...] = ()


@dataclass
class Message:
    """What is looked at of a message."""

    components: list[Part]


def shows(*custom_ids: str) -> discord.Message:
    """Return a message whose buttons have these ids."""
    row = Part(children=tuple(Part(one) for one in custom_ids))
    return cast("discord.Message", Message([Part(children=(row,))]))


@pytest.mark.parametrize(("lead_id", "expected"), [(3, True), (31, False), (13, False), (30_000, False)])
def test_a_card_is_found_by_its_own_leads_number_alone(lead_id: int, expected: bool) -> None:
    card = shows(LEAD(what="up", lead_id=lead_id), LEAD(what="report", lead_id=lead_id))
    assert is_marked(card, LEAD(what="report", lead_id=3)) is expected


@pytest.mark.parametrize(("lead_id", "expected"), [(3, True), (31, False)])
def test_a_queue_card_is_found_whichever_version_of_the_text_it_shows(lead_id: int, expected: bool) -> None:
    card = shows(REVIEW(what="approve", lead_id=lead_id, seen="0123abcd"))
    assert is_marked(card, REVIEW(what="approve", lead_id=3)) is expected
