"""Take a draft from the form to the leads channel."""

import secrets
from dataclasses import replace

from bot.kit.errors import TollfreeError
from bot.kit.recent_shares import RecentShares
from bot.kit.ui.answering import actor_of, note_view, show
from bot.kit.ui.client import Interaction
from bot.knowledge.library import Library
from bot.leads.model.draft import LeadField, Preview
from bot.leads.model.errors import AlreadyInReview
from bot.leads.model.lead import IN_REVIEW, Lead
from bot.leads.service.drafts import Drafting, LeadDrafts
from bot.leads.service.sharing import LeadSharing, Shared
from bot.leads.ui.card import card_url, shown
from bot.leads.ui.labels import REVIEW_REASON
from bot.leads.ui.posting import find_channel, redraw_card, tell_moderators
from bot.leads.ui.preview import preview_view
from bot.leads.ui.where import otherwise, show_to_members


class AlreadyPosting(TollfreeError):
    """Raised for a second press while the first is being carried out."""

    def __init__(self) -> None:
        super().__init__("I am posting it already; one press is enough.")


def new_token() -> str:
    """Return a token for a draft, which nobody can guess: 16 letters, digits, hyphens or underscores."""
    return secrets.token_urlsafe(12)


async def preview_of(interaction: Interaction, drafting: Drafting) -> Preview:
    """Return what posting or saving the draft would do; raises PosterBlocked."""
    services = interaction.client.services
    try:
        preview = await services[LeadSharing].preview(drafting.draft, actor_of(interaction))
    except AlreadyInReview as error:
        # a lead that waits for a moderator has the same link as its own changes
        return Preview() if drafting.lead_id else Preview(problems={LeadField.LINK: str(error)})
    if preview.duplicate is not None and preview.duplicate.id == drafting.lead_id:
        return replace(preview, duplicate=None)
    return preview


async def show_preview(interaction: Interaction, drafting: Drafting) -> None:
    """Keep a draft, and show its preview privately; raises PosterBlocked."""
    services = interaction.client.services
    services[LeadDrafts].keep(drafting)
    preview = await preview_of(interaction, drafting)
    await show(interaction, preview_view(services[Library].current, drafting, preview))


async def post(interaction: Interaction, token: str) -> None:
    """Post or save a draft, once however often it is asked for.

    Until the card stands the draft is kept, so that a failure loses nothing and *Post* works again. Raises DraftGone,
    AlreadyPosting, CannotShare, CannotPost, and what the service raises.
    """
    services = interaction.client.services
    drafting = services[LeadDrafts].get(token)
    claim = ("draft", token)
    if not services[RecentShares].claim(claim):
        raise AlreadyPosting
    try:
        await interaction.response.defer()
        await show(interaction, note_view(await _post(interaction, drafting)))
    finally:
        services[RecentShares].release(claim)


async def _post(interaction: Interaction, drafting: Drafting) -> str:
    """Store the draft, show it to members or moderators, and return what to tell the poster."""
    if drafting.lead_id is None:  # where no card can go, nothing is stored
        await find_channel(interaction.client, actor_of(interaction).guild_id, await otherwise(interaction))
    shared = await _stored(interaction, drafting)
    if drafting.lead_id is None and not shared.is_new:
        return f"🔁 The same link was posted a moment ago, so I left it at that. {_where(shared.lead)}"
    if shared.lead.status in IN_REVIEW:
        return await _handed_over(interaction, shared)
    return f"✅ It is live. {_where(await show_to_members(interaction, shared.lead))}"


async def _stored(interaction: Interaction, drafting: Drafting) -> Shared:
    services, actor = interaction.client.services, actor_of(interaction)
    if drafting.lead_id is not None:
        return await services[LeadSharing].edit(drafting.lead_id, drafting.draft, actor)
    shared = await services[LeadSharing].share(drafting.draft, actor, interaction.user.display_name)
    if shared.is_new:  # from now on *Post* changes this lead instead of adding another
        services[LeadDrafts].keep(replace(drafting, lead_id=shared.lead.id))
    return shared


async def _handed_over(interaction: Interaction, shared: Shared) -> str:
    """Tell the moderators of a lead, hide its card if it had one, and return what to tell the poster."""
    tell_moderators(interaction.client, shared.lead)
    await redraw_card(interaction.client, shared.lead)
    why = "; ".join(REVIEW_REASON[reason] for reason in shared.review_reasons)
    return (
        f"🕓 It is with the moderators now{f', because {why}' if why else ''}. "
        "You hear from me when they have looked, and /lead mine shows how it stands."
    )


def _where(lead: Lead) -> str:
    url = card_url(lead)
    return f"[See the card]({url})" if url else shown(lead.content.title)
