"""Show in the queue channel which leads wait, and what was decided."""

from datetime import timedelta

import discord

from bot.kit.actors import CardPlace
from bot.kit.ui.channels import heard_from, writable_queue
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.finding import find_posted
from bot.kit.ui.messages import in_open_thread, partial_message
from bot.kit.ui.refusals import Door, NotYet, Refusal
from bot.leads.model.errors import LeadNotFound
from bot.leads.model.lead import IN_REVIEW
from bot.leads.service.browsing import LeadBrowsing
from bot.moderation.model import QueueItem
from bot.moderation.service.review import ReviewService
from bot.moderation.ui.custom_ids import REVIEW
from bot.moderation.ui.queue_card import queue_view
from bot.outbox.model.job import Job
from bot.servers.service.settings import GuildSettingsService

_LOOK_FROM_BEFORE = timedelta(minutes=5)


async def deliver_queue_card(client: TollfreeClient, job: Job) -> None:
    """Post a waiting lead in the queue channel, or draw its card there as the lead stands now."""
    assert job.errand.guild_id is not None, "a lead is of a server"
    try:
        item = await client.services[ReviewService].item(int(job.errand.subject), job.errand.guild_id)
    except LeadNotFound:
        return
    await _show(client, item, job)


async def queue_card_refused(client: TollfreeClient, job: Job, refusal: Refusal) -> None:
    """Show a lead without what it says, where Discord refuses that; moderators can still decide."""
    assert job.errand.guild_id is not None, "a lead is of a server"
    item = await client.services[ReviewService].item(int(job.errand.subject), job.errand.guild_id)
    if refusal.door is Door.THIS and item.lead.status in IN_REVIEW:
        await _show(client, item, job, refused=refusal.words)


async def _show(client: TollfreeClient, item: QueueItem, job: Job, *, refused: str | None = None) -> None:
    place = item.lead.queue_card
    stands = place is not None and await _draw(client, item, place, refused)
    if item.lead.status in IN_REVIEW and not stands:
        await _post(client, item, job, refused)


async def _post(client: TollfreeClient, item: QueueItem, job: Job, refused: str | None) -> None:
    settings = await client.services[GuildSettingsService].get(item.lead.guild_id)
    if settings.queue_channel_id is None:
        return  # moderators look into /mod queue; choosing a channel asks for these cards again
    guild = heard_from(client, item.lead.guild_id)
    channel = writable_queue(guild, settings.queue_channel_id)
    if channel is None:
        await client.services[ReviewService].queue_is_shut(guild.id)
        raise NotYet("I may not write in the queue channel.")
    message = None
    if job.is_retry:
        mark = REVIEW(what="reject", lead_id=item.lead.id)
        message = await find_posted(client, channel, mark, since=job.created_at - _LOOK_FROM_BEFORE)
    if message is None:
        view = queue_view(client.services, item, refused=refused)
        view.stop()
        message = await channel.send(view=view, nonce=job.token)
    await client.services[LeadBrowsing].record_queue_card(item.lead.id, CardPlace(channel.id, message.id))
    await client.services[ReviewService].queue_is_open(guild.id)


async def _draw(client: TollfreeClient, item: QueueItem, place: CardPlace, refused: str | None) -> bool:
    """Draw a card again, and return whether it is there; one that is, of a decided lead, is then forgotten.

    So a later review gets a new one.
    """
    stands = True
    is_decided = item.lead.status not in IN_REVIEW
    view = queue_view(client.services, item, item.decision, refused=refused)
    view.stop()

    async def edit() -> None:
        await partial_message(client, place).edit(view=view)

    try:
        await in_open_thread(client, place.channel_id, edit)
    except discord.NotFound:
        stands = False
    if is_decided or not stands:
        await client.services[LeadBrowsing].forget_message(place.message_id)
    return stands
