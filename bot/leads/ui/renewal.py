"""The buttons under the question whether a lead is still open."""

from discord import ui
from discord.utils import format_dt

from bot.kit.actors import Actor
from bot.kit.errors import TollfreeError
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.members import is_member
from bot.kit.ui.pressing import PressedButton
from bot.leads.service.acting import LeadActing
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui.custom_ids import RENEWAL
from bot.outbox.ui.running import nudge


class NotThereAnyMore(TollfreeError):
    """Raised for a poster who has left the server of a lead, or whose server has removed the bot."""

    def __init__(self) -> None:
        super().__init__("You and I are no longer both in that server, so its leads can’t be renewed from here.")


class RenewalButton(PressedButton, answers=RENEWAL):
    """*Renew* or *Let it go*, in a direct message."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Renew, or let it end; the question is replaced by the answer."""
        services = interaction.client.services
        renews = self.given["what"] == "renew"
        actor = Actor(int(self.given["guild_id"]), interaction.user.id)
        if not await is_member(interaction.client, actor.guild_id, actor.member_id):
            raise NotThereAnyMore
        lead = await (services[LeadActing].renew if renews else services[LeadBrowsing].find_mine)(
            int(self.given["lead_id"]), actor
        )
        end = format_dt(lead.expires_at, "D")
        words = f"Renewed: it is live until {end}." if renews else f"All right: it ends on {end} by itself."
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.TextDisplay(words))
        nudge(interaction.client)
        await interaction.response.edit_message(view=view)
