"""Put a lead's card where members see it, keep it up to date, and take it away.

Nothing here is called inside a transaction. Leads are handed in as a service gave them out.
"""

import logging

import discord

from bot.kit.actors import CardPlace
from bot.kit.errors import TollfreeError
from bot.kit.member_text import clean_text
from bot.kit.recent_shares import RecentShares
from bot.kit.ui.client import TollfreeClient
from bot.knowledge.library import Library
from bot.leads.model.lead import Lead
from bot.leads.service.browsing import LeadBrowsing
from bot.leads.ui.card import lead_view
from bot.servers.service.settings import GuildSettingsService

log = logging.getLogger(__name__)

Postable = discord.TextChannel | discord.VoiceChannel | discord.Thread | discord.ForumChannel

_IN_REVIEW = "lead_in_review"
_THREAD_ARCHIVED = 50083
_THREAD_NAME = 100


class CannotPost(TollfreeError):
    """Raised when a lead's card can't be posted; the text says who can change that, and how."""


async def find_channel(client: TollfreeClient, guild_id: int, otherwise: Postable | None) -> Postable:
    """Return the server's leads channel, or `otherwise` where it has set none.

    Raises CannotPost where there is no channel, it is gone, or the bot may not post in it.
    """
    settings = await client.services[GuildSettingsService].get(guild_id)
    if settings.leads_channel_id is None:
        if otherwise is None:
            raise CannotPost("No leads channel is set, so there is no place for the card. Choose one in /setup.")
        return otherwise
    channel = client.get_channel(settings.leads_channel_id)
    if not isinstance(channel, Postable):
        raise CannotPost("The leads channel is gone. Ask a moderator to choose another one in /setup.")
    _require_permission(channel)
    return channel


async def post_card(client: TollfreeClient, lead: Lead, otherwise: Postable | None = None) -> Lead:
    """Post a lead's card, or redraw the one it has, and return the lead with its card; never twice at once.

    Raises LeadNotFound, CannotPost, and discord.HTTPException where Discord fails: then it can be tried again.
    """
    services = client.services
    claim = ("lead", lead.id)
    if not services[RecentShares].claim(claim):
        return await services[LeadBrowsing].get(lead.id, lead.guild_id)
    try:
        lead = await services[LeadBrowsing].get(lead.id, lead.guild_id)  # it may have got its card meanwhile
        if await redraw_card(client, lead):
            return lead
        channel = await find_channel(client, lead.guild_id, otherwise)
        message = await _send(client, channel, lead)
        await services[LeadBrowsing].record_card(lead.id, CardPlace(message.channel.id, message.id))
        return await services[LeadBrowsing].get(lead.id, lead.guild_id)
    finally:
        services[RecentShares].release(claim)


async def redraw_card(client: TollfreeClient, lead: Lead) -> bool:
    """Edit the card that members see; return False where there is none any more, which is then forgotten.

    Raises discord.HTTPException where Discord fails otherwise.
    """
    if lead.card is None:
        return False
    view = lead_view(client.services, lead)
    view.stop()
    try:
        await _edit(client, lead.card, view)
    except (discord.NotFound, discord.Forbidden) as error:
        log.info("the card of lead %s can't be edited: %s", lead.id, error.code)
        if isinstance(error, discord.NotFound):
            await client.services[LeadBrowsing].forget_message(lead.card.message_id)
        return False
    return True


async def delete_card(client: TollfreeClient, place: CardPlace) -> None:
    """Delete a card's message, with its post where it is in a forum; one that is gone already is no error."""
    channel = client.get_channel(place.channel_id)
    try:
        if isinstance(channel, discord.Thread) and isinstance(channel.parent, discord.ForumChannel):
            await channel.delete()
        else:
            await _message(client, place).delete()
    except (discord.NotFound, discord.Forbidden) as error:
        log.info("a card can't be deleted: %s", error.code)


def tell_moderators(client: TollfreeClient, lead: Lead) -> None:
    """Say that a lead went to review: the cog of the queue listens for `on_lead_in_review(lead)`."""
    client.dispatch(_IN_REVIEW, lead)


async def _send(client: TollfreeClient, channel: Postable, lead: Lead) -> discord.Message:
    view = lead_view(client.services, lead)
    view.stop()
    try:
        if not isinstance(channel, discord.ForumChannel):
            return await channel.send(view=view)
        tags = _tags(client, channel, lead)
        name = clean_text(lead.content.title, _THREAD_NAME)
        return (await channel.create_thread(name=name, view=view, applied_tags=tags)).message
    except discord.Forbidden as error:
        raise CannotPost(_missing(channel)) from error


def _tags(client: TollfreeClient, forum: discord.ForumChannel, lead: Lead) -> list[discord.ForumTag]:
    """Return the forum's tag that is called like the lead's sector; raises CannotPost where one is needed."""
    sector_id = lead.content.sector_id or ""
    page = client.services[Library].current.pages.get(sector_id)
    names = {name.casefold() for name in (sector_id, page.title if page else "") if name}
    tags = [tag for tag in forum.available_tags if tag.name.casefold() in names][:1]
    if not tags and forum.flags.require_tag:
        wanted = page.title if page else "leads"
        raise CannotPost(f"The leads forum needs a tag on each post. Ask a moderator to add one called “{wanted}”.")
    return tags


async def _edit(client: TollfreeClient, place: CardPlace, view: discord.ui.LayoutView) -> None:
    try:
        await _message(client, place).edit(view=view)
    except discord.HTTPException as error:
        if error.code != _THREAD_ARCHIVED:
            raise
        post = await client.fetch_channel(place.channel_id)
        assert isinstance(post, discord.Thread), "only threads are archived"
        await post.edit(archived=False)
        await _message(client, place).edit(view=view)


def _message(client: TollfreeClient, place: CardPlace) -> discord.PartialMessage:
    return client.get_partial_messageable(place.channel_id).get_partial_message(place.message_id)


def _require_permission(channel: Postable) -> None:
    allowed = channel.permissions_for(channel.guild.me)
    may_write = allowed.send_messages_in_threads if isinstance(channel, discord.Thread) else allowed.send_messages
    if not (allowed.view_channel and may_write):
        raise CannotPost(_missing(channel))


def _missing(channel: Postable) -> str:
    return (
        f"I may not post in {channel.mention}. "
        "Ask a moderator to give me *View Channel* and *Send Messages* there; nothing was lost meanwhile."
    )
