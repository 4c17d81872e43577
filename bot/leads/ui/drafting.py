"""Take a draft from the form to the leads channel."""

import secrets
from dataclasses import replace

from bot.kit.errors import TollfreeError
from bot.kit.recent_shares import RecentShares
from bot.kit.ui.answering import actor_of, note_view, show
from bot.kit.ui.channels import channel_to_share_in
from bot.kit.ui.client import Interaction
from bot.knowledge.library import Library
from bot.leads.model.draft import LeadField, Preview
from bot.leads.model.errands import card_of
from bot.leads.model.errors import AlreadyInReview, LeadRefused
from bot.leads.model.lead import IN_REVIEW, Lead, LeadStatus
from bot.leads.model.problems import Refused
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.service.drafts import Drafting, LeadDrafts
from bot.leads.service.sharing import LeadSharing, Shared
from bot.leads.ui.card import card_url, shown
from bot.leads.ui.channels import channel_for
from bot.leads.ui.labels import REVIEW_REASON
from bot.leads.ui.preview import preview_view
from bot.outbox.ui.running import deliver_now, nudge
from bot.servers.service.settings import GuildSettingsService


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
        return Preview() if drafting.lead_id else Preview(problems={LeadField.LINK: Refused(str(error))})
    if preview.duplicate is not None and preview.duplicate.id == drafting.lead_id:
        return replace(preview, duplicate=None)
    return preview


async def show_preview(interaction: Interaction, drafting: Drafting) -> None:
    """Keep a draft, and show its preview privately; raises PosterBlocked."""
    services = interaction.client.services
    services[LeadDrafts].keep(interaction.user.id, drafting)
    preview = await preview_of(interaction, drafting)
    await show(interaction, preview_view(services[Library].current, drafting, preview))


async def post(interaction: Interaction, token: str) -> None:
    """Post or save a draft, once however often it is asked for.

    Until the card stands the draft is kept, so that a failure loses nothing and *Post* works again. Raises DraftGone,
    AlreadyPosting, CannotShare, CannotDeliver, NotYet, and what the service raises; problems are shown in the preview.
    """
    services = interaction.client.services
    drafting = services[LeadDrafts].get(interaction.user.id, token)
    claim = ("draft", token)
    if not services[RecentShares].claim(claim):
        raise AlreadyPosting
    try:
        await interaction.response.defer()
        try:
            view = note_view(await _post(interaction, drafting))
        except LeadRefused as refused:  # what has changed since its preview was shown
            view = preview_view(services[Library].current, drafting, Preview(problems=refused.problems))
        await show(interaction, view)
    finally:
        services[RecentShares].release(claim)


async def _post(interaction: Interaction, drafting: Drafting) -> str:
    """Store the draft, post its card or hand it to the moderators, and return what to tell the poster."""
    home = None
    if drafting.lead_id is None:  # where no card can go, nothing is stored
        home = await _home(interaction)
        await channel_for(interaction.client, actor_of(interaction).guild_id, home)
    shared = await _stored(interaction, drafting, home)
    if drafting.lead_id is None and not shared.is_new:
        return f"🔁 The same link was posted a moment ago, so I left it at that. {_where(shared.lead)}"
    if shared.lead.status in IN_REVIEW:
        nudge(interaction.client)
        return _handed_over(shared)
    return await _shown(interaction, shared.lead)


async def _home(interaction: Interaction) -> int | None:
    """Return this channel for a server without a leads channel; raises CannotShare where nobody may write in it."""
    settings = await interaction.client.services[GuildSettingsService].get(actor_of(interaction).guild_id)
    return None if settings.leads_channel_id else channel_to_share_in(interaction).id


async def _stored(interaction: Interaction, drafting: Drafting, home: int | None) -> Shared:
    services, actor = interaction.client.services, actor_of(interaction)
    if drafting.lead_id is not None:
        return await services[LeadSharing].edit(drafting.lead_id, drafting.draft, actor)
    shared = await services[LeadSharing].share(drafting.draft, actor, interaction.user.display_name, home)
    if shared.is_new:  # from now on *Post* changes this lead instead of adding another
        services[LeadDrafts].keep(actor.member_id, replace(drafting, lead_id=shared.lead.id))
    return shared


async def _shown(interaction: Interaction, lead: Lead) -> str:
    """Let the card stand now, and return how that went."""
    client = interaction.client
    await deliver_now(client, card_of(lead))
    lead = await client.services[LeadBrowsing].get(lead.id, lead.guild_id)
    match lead.status:
        case LeadStatus.LIVE:
            return f"✅ It is live. {_where(lead)}"
        case LeadStatus.REFUSED:
            return f"⚠️ It could not be posted: {lead.review_note} It is kept in /lead mine, where you can change it."
        case LeadStatus.POSTING:
            return "⏳ It is being posted: Discord is slow just now, and I keep trying. /lead mine shows how it stands."
        case _:
            return f"It is stored. {_where(lead)}"


def _handed_over(shared: Shared) -> str:
    """Return what to tell the poster of a lead that waits for the moderators."""
    why = "; ".join(REVIEW_REASON[reason] for reason in shared.review_reasons)
    return (
        f"🕓 It is with the moderators now{f', because {why}' if why else ''}. "
        "You hear from me when they have looked, and /lead mine shows how it stands."
    )


def _where(lead: Lead) -> str:
    url = card_url(lead)
    return f"[See the card]({url})" if url else shown(lead.content.title)
