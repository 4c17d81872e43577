"""The buttons under the question whether a lead is still open."""

import re
from typing import Any, Self

import discord
from discord import ui
from discord.utils import format_dt

from bot.kit.actors import Actor
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.leads.service.acting import LeadActing
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui.posting import redraw_card


class RenewalButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"tf1:renewal:(?P<what>renew|pass):(?P<guild_id>[0-9]{1,20}):(?P<lead_id>[0-9]{1,18})",
):
    """*Renew* or *Let it go*, in a direct message."""

    def __init__(self, button: ui.Button[Any], what: str, guild_id: int, lead_id: int) -> None:
        super().__init__(button)
        self.what = what
        self.guild_id = guild_id
        self.lead_id = lead_id

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, match["what"], int(match["guild_id"]), int(match["lead_id"]))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Renew, or let it end; the question is replaced by the answer."""
        services = interaction.client.services
        actor = Actor(self.guild_id, interaction.user.id)
        lead = await (services[LeadActing].renew if self.what == "renew" else services[LeadBrowsing].find_mine)(
            self.lead_id, actor
        )
        end = format_dt(lead.expires_at, "D")
        words = (
            f"Renewed: it is live until {end}." if self.what == "renew" else f"All right: it ends on {end} by itself."
        )
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay(words))
        try:
            await interaction.response.edit_message(view=view)
        finally:  # it is renewed, so members see it even where Discord failed to say so here
            if self.what == "renew":
                await redraw_card(interaction.client, lead)
