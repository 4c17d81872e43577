"""Buttons of lists of leads, and of a member's own leads."""

from discord import ui

from bot.kit.ui.answering import actor_of
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.pressing import Button, PressedButton
from bot.knowledge.library import Library
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui import managing
from bot.leads.ui.browse import show_list
from bot.leads.ui.custom_ids import OWN, OWN_PAGE
from bot.leads.ui.list_code import CODE, LeadList, read_list
from bot.leads.ui.mine import show_mine, show_own


class ListButton(PressedButton, answers=CODE):
    """A button to a list of leads: from a role's or sector's card, or to the list's next screen."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the list, beside the card that it was opened from."""
        chosen = read_list(self.given, interaction.client.services[Library].current)
        await show_list(interaction, chosen, self.given["after"], in_place=self.given["how"] == "o")


class OwnPageButton(PressedButton, answers=OWN_PAGE):
    """A button to a screen of one's own leads."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show that screen."""
        await show_mine(interaction, self.given["after"])


class OwnLeadButton(PressedButton, answers=OWN):
    """A button with which a poster manages a lead."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the lead to its poster, or change it."""
        lead_id = int(self.given["lead_id"])
        match self.given["what"]:
            case "open":
                services = interaction.client.services
                await show_own(interaction, await services[LeadBrowsing].find_mine(lead_id, actor_of(interaction)))
            case "edit":
                await managing.begin_edit(interaction, lead_id)
            case "close":
                await managing.close(interaction, lead_id)
            case "renew":
                await managing.renew(interaction, lead_id)
            case _:
                await managing.reopen(interaction, lead_id)


def leads_button(page_id: str) -> Button:
    """Return the button to the leads of a role or sector, for its card."""
    return ui.Button(label="Leads", emoji="🧭", custom_id=LeadList(page_id=page_id).custom_id("n"))


LIST_ITEMS = (ListButton, OwnPageButton, OwnLeadButton)
