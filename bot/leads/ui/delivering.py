"""Make Discord show how a lead stands: post its card, draw it again, and tell its poster."""

from datetime import timedelta
from functools import partial

import discord

from bot.kit.actors import CardPlace
from bot.kit.member_text import clean_text
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.finding import find_posted
from bot.kit.ui.members import is_member
from bot.kit.ui.messages import in_open_thread, is_shut, partial_message, post_at, remove
from bot.kit.ui.refusals import Door, OnceMore, Refusal
from bot.knowledge.library import Library
from bot.leads.model.lead import Lead, LeadStatus, Shelf
from bot.leads.model.notices import NoticeKind
from bot.leads.service.posting import LeadPosting
from bot.leads.ui.card import lead_view
from bot.leads.ui.channels import Postable, channel_for, tags_for
from bot.leads.ui.custom_ids import LEAD
from bot.leads.ui.drawn import DrawnCards
from bot.leads.ui.telling import notice_view
from bot.outbox.model.job import Job
from bot.outbox.ui.telling import tell_member

_THREAD_NAME = 100
_HOLDS_WHILE = {NoticeKind.RENEWAL: LeadStatus.LIVE, NoticeKind.DELETED: LeadStatus.HIDDEN}
"""What is said only while the lead stands so."""
_LOOK_FROM_BEFORE = timedelta(minutes=5)


async def deliver_card(client: TollfreeClient, job: Job) -> None:
    """Post the card of a lead that has none, or draw the one it has as the lead stands now."""
    posting = client.services[LeadPosting]
    lead = await posting.to_show(int(job.errand.subject))
    if lead is None:
        await _remove_stray(client, job)
    elif lead.card is not None:
        await _draw(client, lead, lead.card)
    elif lead.status is LeadStatus.POSTING:
        await _post(client, lead, job)


async def card_refused(client: TollfreeClient, job: Job, refusal: Refusal) -> None:
    """Take a lead back whose card Discord refuses; its poster hears why."""
    is_of_server = refusal.door is Door.PLACE
    await client.services[LeadPosting].refused(int(job.errand.subject), refusal.words, is_of_server=is_of_server)


async def deliver_notice(client: TollfreeClient, job: Job) -> None:
    """Tell a poster something of their lead, if it still holds."""
    lead = await client.services[LeadPosting].to_show(int(job.errand.subject))
    kind = NoticeKind(job.errand.kind.removeprefix("lead_"))
    if lead is None or (kind in _HOLDS_WHILE and lead.status is not _HOLDS_WHILE[kind]):
        return
    if kind is NoticeKind.RENEWAL and not await _may_be_asked(client, job):
        return
    await tell_member(client, job, notice_view(lead, kind, job.errand.detail))


async def _may_be_asked(client: TollfreeClient, job: Job) -> bool:
    """Return whether a poster is still where the lead is; who left, or was banned, is not asked."""
    guild_id, member_id = job.errand.guild_id, job.errand.member_id
    return guild_id is not None and member_id is not None and await is_member(client, guild_id, member_id)


async def _post(client: TollfreeClient, lead: Lead, job: Job) -> None:
    channel = await channel_for(client, lead.guild_id, lead.home_channel_id)
    message = None
    if job.is_retry:
        mark = LEAD(what="report", lead_id=lead.id)
        message = await find_posted(client, channel, mark, since=job.created_at - _LOOK_FROM_BEFORE)
    if message is None:
        message = await _send(client, channel, lead, job.token)
    place = CardPlace(message.channel.id, message.id)
    if not await client.services[LeadPosting].stands(lead.id, place):
        await remove(client, place)  # its poster had it deleted meanwhile
        return
    live = await client.services[LeadPosting].to_show(lead.id)
    if live is not None and live.status is not LeadStatus.LIVE:
        await _draw(client, live, place)


async def _remove_stray(client: TollfreeClient, job: Job) -> None:
    """Take a card away that an earlier try may have posted of a lead that was deleted meanwhile."""
    if not job.is_retry or job.errand.guild_id is None:
        return
    channel = await channel_for(client, job.errand.guild_id, None)
    mark = LEAD(what="report", lead_id=int(job.errand.subject))
    if message := await find_posted(client, channel, mark, since=job.created_at - _LOOK_FROM_BEFORE):
        await remove(client, CardPlace(message.channel.id, message.id))


async def _send(client: TollfreeClient, channel: Postable, lead: Lead, nonce: str) -> discord.Message:
    view = lead_view(client.services, lead.as_live())
    if not isinstance(channel, discord.ForumChannel):
        return await channel.send(view=view, nonce=nonce)
    base = client.services[Library].current
    pages = (base.pages.get(page_id) for page_id in (lead.content.sector_id, lead.content.role_id) if page_id)
    names = [name for page in pages if page for name in (page.title, page.id)]
    tags = tags_for(channel, [*names, lead.content.kind.replace("_", " ")])
    return (await channel.create_thread(name=_post_name(lead), view=view, applied_tags=tags)).message


async def _draw(client: TollfreeClient, lead: Lead, place: CardPlace) -> None:
    """Draw a card again, its post's name too where it began one; an ended lead's post goes back to the archive.

    Raises OnceMore where a press was drawn beside it, which may be on top, and is older.
    """
    view = lead_view(client.services, lead)
    view.stop()
    drawn = client.services[DrawnCards]
    try:
        if not drawn.shows(lead.id, view):
            with drawn.drawing(lead.id, view):
                edit = partial(partial_message(client, place).edit, view=view)
                await in_open_thread(client, place.channel_id, edit)
        if post := await post_at(client, place):  # a press draws the card alone
            await _label(post, _post_name(lead), is_ended=lead.status.shelf is not Shelf.LIVE)
    except discord.NotFound:
        await client.services[LeadPosting].is_gone(lead.id, place)
        return
    if not drawn.shows(lead.id, view):
        raise OnceMore("Members press on that card; it is drawn once more.")


async def _label(post: discord.Thread, name: str, *, is_ended: bool) -> None:
    """Let a post have its lead's title, and lie in the archive where its lead has ended."""
    if (post.name == name and post.archived == is_ended) or is_shut(post):
        return
    if post.archived:
        post = await post.edit(archived=False)
    if post.name != name or is_ended:
        await post.edit(name=name, archived=is_ended)


def _post_name(lead: Lead) -> str:
    is_shown = lead.status.shelf is not Shelf.NONE or lead.status is LeadStatus.POSTING
    return clean_text(lead.content.title, _THREAD_NAME) if is_shown else "Not shown for now"
