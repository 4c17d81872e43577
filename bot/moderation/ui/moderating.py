"""Take a live lead down: from its card's menu, or from a private copy of it."""

import re
from typing import Any

import discord

from bot.kit.ui.answering import show
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.finding import custom_ids_of
from bot.kit.ui.pressing import PressedButton
from bot.leads.model.errors import LeadNotFound
from bot.leads.model.lead import IN_REVIEW, LeadStatus
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui.custom_ids import LEAD, MODERATE
from bot.moderation.model import AlreadyDecided
from bot.moderation.service.review import ReviewService
from bot.moderation.ui.queue_card import moderating_view, queue_view
from bot.servers.ui.who import moderator

_OF_A_LEAD = re.compile(LEAD.template)


class ModerateButton(PressedButton, answers=MODERATE):
    """A moderator's way from a private copy of a lead to what can be done about it."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show that privately."""
        await show_to_moderate(interaction, int(self.given["lead_id"]))


async def moderate_message(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    """Show privately what can be done about the lead whose card was chosen; raises LeadNotFound for another message."""
    await moderator(interaction)
    is_ours = message.author == interaction.client.user
    found = [_OF_A_LEAD.fullmatch(one) for one in custom_ids_of(message.components)] if is_ours else []
    lead_id = next((int(match["lead_id"]) for match in found if match), None)
    if lead_id is None:
        raise LeadNotFound
    await show_to_moderate(interaction, lead_id)


async def show_to_moderate(interaction: Interaction, lead_id: int) -> None:
    """Show privately a lead with what a moderator may do; raises NotModerator, LeadNotFound and AlreadyDecided."""
    actor = await moderator(interaction)
    services = interaction.client.services
    lead = await services[LeadBrowsing].get(lead_id, actor.guild_id)
    if lead.status is LeadStatus.LIVE:
        await show(interaction, moderating_view(services, lead), in_place=False)
    elif lead.status in IN_REVIEW:
        item = await services[ReviewService].item(lead_id, actor.guild_id)
        await show(interaction, queue_view(services, item, is_private=True), in_place=False)
    else:
        raise AlreadyDecided(lead, None)
