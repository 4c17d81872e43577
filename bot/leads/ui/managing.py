"""What posters do with their own leads."""

from bot.kit.ui.answering import actor_of
from bot.kit.ui.client import Interaction
from bot.leads.model.lead import Lead
from bot.leads.service.acting import LeadActing
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.drafts import Drafting
from bot.leads.service.sharing import LeadSharing
from bot.leads.ui.drafting import new_token, show_preview
from bot.leads.ui.mine import show_own
from bot.outbox.ui.running import nudge


async def begin_edit(interaction: Interaction, lead_id: int) -> None:
    """Open a stored lead as a draft; raises LeadNotFound and NotYourLead."""
    services = interaction.client.services
    lead = await services[LeadBrowsing].find_mine(lead_id, actor_of(interaction))
    await show_preview(interaction, Drafting(services[LeadSharing].draft_of(lead, new_token()), lead.id))


async def close(interaction: Interaction, lead_id: int) -> None:
    """Close one's own lead at once; raises LeadNotFound, NotYourLead and NotLive."""
    services, actor = interaction.client.services, actor_of(interaction)
    await services[LeadBrowsing].find_mine(lead_id, actor)
    await _changed(interaction, await services[LeadActing].close(lead_id, actor))


async def reopen(interaction: Interaction, lead_id: int) -> None:
    """Take the closing of one's own lead back; raises LeadNotFound, NotYourLead, NotLive and DuplicateLead."""
    services, actor = interaction.client.services, actor_of(interaction)
    await services[LeadBrowsing].find_mine(lead_id, actor)
    await _changed(interaction, await services[LeadActing].reopen(lead_id, actor))


async def renew(interaction: Interaction, lead_id: int) -> None:
    """Give one's own lead another 30 days; one whose card is gone is posted again.

    Raises LeadNotFound, NotYourLead, NotRenewable and DuplicateLead.
    """
    services = interaction.client.services
    await _changed(interaction, await services[LeadActing].renew(lead_id, actor_of(interaction)))


async def _changed(interaction: Interaction, lead: Lead) -> None:
    """Show the poster how the lead stands now; its card is drawn by the outbox."""
    nudge(interaction.client)
    await show_own(interaction, lead)
