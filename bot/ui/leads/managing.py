"""What posters do with their own leads."""

from bot.client import Interaction
from bot.domain.leads import Lead
from bot.services.lead_drafts import Drafting
from bot.ui.leads.answering import actor_of
from bot.ui.leads.drafting import new_token, show_preview
from bot.ui.leads.mine import show_own
from bot.ui.leads.posting import redraw_card
from bot.ui.leads.where import show_to_members


async def begin_edit(interaction: Interaction, lead_id: int) -> None:
    """Open a stored lead as a draft; raises LeadNotFound and NotYourLead."""
    leads = interaction.client.services.leads.leads
    lead = await leads.find_mine(lead_id, actor_of(interaction))
    await show_preview(interaction, Drafting(leads.draft_of(lead, new_token()), lead.id))


async def close(interaction: Interaction, lead_id: int) -> None:
    """Close one's own lead at once; raises LeadNotFound, NotYourLead and NotLive."""
    leads, actor = interaction.client.services.leads.leads, actor_of(interaction)
    await leads.find_mine(lead_id, actor)
    await _changed(interaction, await leads.close(lead_id, actor))


async def reopen(interaction: Interaction, lead_id: int) -> None:
    """Take the closing of one's own lead back; raises LeadNotFound, NotYourLead, NotLive and DuplicateLead."""
    leads, actor = interaction.client.services.leads.leads, actor_of(interaction)
    await leads.find_mine(lead_id, actor)
    await _changed(interaction, await leads.reopen(lead_id, actor))


async def renew(interaction: Interaction, lead_id: int) -> None:
    """Give one's own lead another 30 days; one whose card is gone is posted again.

    Raises LeadNotFound, NotYourLead, NotRenewable, DuplicateLead, CannotShare and CannotPost.
    """
    services = interaction.client.services
    lead = await services.leads.leads.renew(lead_id, actor_of(interaction))
    await show_own(interaction, lead)
    await show_to_members(interaction, lead)


async def _changed(interaction: Interaction, lead: Lead) -> None:
    """Show the poster and then everybody how the lead stands now; everybody even where the poster can't be told."""
    try:
        await show_own(interaction, lead)
    finally:
        await redraw_card(interaction.client, lead)
