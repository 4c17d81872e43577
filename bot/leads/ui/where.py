"""Where a card goes: its own place, the leads channel, or the channel where a member acts."""

from bot.kit.ui.answering import actor_of
from bot.kit.ui.channels import channel_to_share_in
from bot.kit.ui.client import Interaction
from bot.leads.model.lead import Lead
from bot.leads.ui.posting import Postable, post_card, redraw_card
from bot.servers.service.settings import GuildSettingsService


async def show_to_members(interaction: Interaction, lead: Lead) -> Lead:
    """Redraw a live lead's card, or post one where it has none; return the lead with its card.

    Raises CannotShare and CannotPost where a new card has no place to go.
    """
    if await redraw_card(interaction.client, lead):
        return lead
    return await post_card(interaction.client, lead, await otherwise(interaction))


async def otherwise(interaction: Interaction) -> Postable | None:
    """Return the current channel, or None where the server has a leads channel; raises CannotShare."""
    settings = await interaction.client.services[GuildSettingsService].get(actor_of(interaction).guild_id)
    return None if settings.leads_channel_id else channel_to_share_in(interaction)
