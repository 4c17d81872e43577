"""Put leads that wait for a moderator in the queue channel, once each."""

import logging

import discord

from bot.kit.actors import CardPlace
from bot.kit.recent_shares import RecentShares
from bot.kit.ui.channels import writable_queue
from bot.kit.ui.client import TollfreeClient
from bot.leads.model.lead import IN_REVIEW, Lead
from bot.leads.service.browsing import LeadBrowsing
from bot.moderation.model import QueueItem
from bot.moderation.service.review import ReviewService
from bot.moderation.ui.queue_card import queue_view
from bot.servers.model.audit import Act
from bot.servers.service.settings import GuildSettingsService

log = logging.getLogger(__name__)


async def post_to_queue(client: TollfreeClient, lead_id: int, guild_id: int) -> None:
    """Post a waiting lead in the queue channel, or redraw its card there; nothing where no channel is set.

    Raises LeadNotFound, and discord.HTTPException where Discord fails: then the upkeep tries again.
    """
    claim = ("queue", lead_id)
    if not client.services[RecentShares].claim(claim):
        return  # being posted this very moment
    try:
        item = await client.services[ReviewService].item(lead_id, guild_id)
        if item.lead.status in IN_REVIEW and not await redraw_queue_card(client, item):
            await _send(client, item)
    finally:
        client.services[RecentShares].release(claim)


async def redraw_queue_card(client: TollfreeClient, item: QueueItem, act: Act | None = None) -> bool:
    """Edit the card in the queue channel; return False where there is none any more, which is then forgotten."""
    place = item.lead.queue_card
    if place is None:
        return False
    view = queue_view(client.services, item, act)
    view.stop()
    message = client.get_partial_messageable(place.channel_id).get_partial_message(place.message_id)
    try:
        await message.edit(view=view)
    except discord.NotFound:
        await client.services[LeadBrowsing].forget_message(place.message_id)
        return False
    except discord.Forbidden as error:
        log.info("the queue's card of lead %s can't be edited: %s", item.lead.id, error.code)
    return True


async def post_missing(client: TollfreeClient, guild: discord.Guild) -> None:
    """Post the waiting leads of a server that have no card in the queue channel: after a crash, or a failure."""
    if writable_queue(guild, (await client.services[GuildSettingsService].get(guild.id)).queue_channel_id) is None:
        return
    after_id = 0
    while items := await client.services[ReviewService].queue(guild.id, after_id=after_id, limit=50):
        for item in items:
            if item.lead.queue_card is None:
                await post_to_queue(client, item.lead.id, guild.id)
        after_id = items[-1].lead.id


async def forget_queue_card(client: TollfreeClient, lead: Lead) -> None:
    """Forget the card of a decided lead, so that a later review gets a new one that moderators notice."""
    if lead.queue_card is not None:
        await client.services[LeadBrowsing].forget_message(lead.queue_card.message_id)


async def _send(client: TollfreeClient, item: QueueItem) -> None:
    guild = client.get_guild(item.lead.guild_id)
    settings = await client.services[GuildSettingsService].get(item.lead.guild_id)
    channel = writable_queue(guild, settings.queue_channel_id) if guild else None
    if channel is None:
        return
    view = queue_view(client.services, item)
    view.stop()
    try:
        message = await channel.send(view=view)
    except discord.Forbidden as error:
        log.info("lead %s can't be posted in the queue channel: %s", item.lead.id, error.code)
        return
    await client.services[LeadBrowsing].record_queue_card(item.lead.id, CardPlace(channel.id, message.id))
