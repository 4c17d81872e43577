"""Buttons of lists of leads, and of a member's own leads."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.kit.ui.answering import actor_of
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.knowledge.library import Library
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui import managing
from bot.leads.ui.browse import show_list
from bot.leads.ui.list_code import CODE, read_list
from bot.leads.ui.mine import show_mine, show_own


class ListButton(ui.DynamicItem[ui.Button[Any]], template=CODE):
    """A button to a list of leads: from a role's or sector's card, or to the list's next screen."""

    def __init__(self, button: ui.Button[Any], match: re.Match[str]) -> None:
        super().__init__(button)
        self.match = match

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, match)

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the list, beside the card that it was opened from."""
        chosen = read_list(self.match, interaction.client.services[Library].current)
        await show_list(interaction, chosen, self.match["after"], in_place=self.match["how"] == "o")


class OwnPageButton(ui.DynamicItem[ui.Button[Any]], template=r"tf1:minepage:(?P<after>[A-Za-z0-9_-]{0,40})"):
    """A button to a screen of one's own leads."""

    def __init__(self, button: ui.Button[Any], after: str) -> None:
        super().__init__(button)
        self.after = after

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, match["after"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show that screen."""
        await show_mine(interaction, self.after)


class OwnLeadButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"tf1:mine:(?P<what>open|edit|close|renew|reopen):(?P<lead_id>[0-9]{1,18})",
):
    """A button with which a poster manages a lead."""

    def __init__(self, button: ui.Button[Any], what: str, lead_id: int) -> None:
        super().__init__(button)
        self.what = what
        self.lead_id = lead_id

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, match["what"], int(match["lead_id"]))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the lead to its poster, or change it."""
        match self.what:
            case "open":
                services = interaction.client.services
                await show_own(interaction, await services[LeadBrowsing].find_mine(self.lead_id, actor_of(interaction)))
            case "edit":
                await managing.begin_edit(interaction, self.lead_id)
            case "close":
                await managing.close(interaction, self.lead_id)
            case "renew":
                await managing.renew(interaction, self.lead_id)
            case _:
                await managing.reopen(interaction, self.lead_id)


LIST_ITEMS = (ListButton, OwnPageButton, OwnLeadButton)
