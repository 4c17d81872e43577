"""Buttons under a digest. Their custom ids carry its date, by which a digest is known again in its channel."""

from datetime import date

import discord
from discord import ui

from bot.kit.place import Place
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.custom_ids import CustomId
from bot.kit.ui.pressing import Button, PressedButton
from bot.leads.ui.browse import show_list
from bot.leads.ui.list_code import LeadList

_LEADS = "-"


DIGEST = CustomId("digest", day=r"\d{4}-\d{2}-\d{2}", target=r"[a-z0-9-]+")


class DigestButton(PressedButton, answers=DIGEST):
    """A button that opens a page, or the server's leads, privately beside the digest."""

    @staticmethod
    def to_page(day: date, page_id: str, label: str, *, is_first: bool = False) -> Button:
        """Make the button that opens a page."""
        style = discord.ButtonStyle.primary if is_first else discord.ButtonStyle.secondary
        return ui.Button(label=label, style=style, custom_id=DIGEST(day=day.isoformat(), target=page_id))

    @staticmethod
    def to_leads(day: date) -> Button:
        """Make the button that opens the server's leads; every digest has it."""
        return ui.Button(label="Browse leads", emoji="🧭", custom_id=marker(day))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open what it stands for."""
        if self.given["target"] == _LEADS:
            await show_list(interaction, LeadList(), in_place=False)
        else:
            await interaction.client.presenter.show(interaction, Place(self.given["target"]))


DIGEST_ITEMS = (DigestButton,)


def marker(day: date) -> str:
    """Return the custom id by which a day's digest is known: that of the button to the leads, which every one has."""
    return DIGEST(day=day.isoformat(), target=_LEADS)
