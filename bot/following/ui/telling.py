"""Send one follower their daily message, once."""

import discord
from discord import ui

from bot.following.service.delivery import Claim, FollowDelivery
from bot.following.ui.custom_ids import FOLLOWING
from bot.following.ui.news import news_view
from bot.following.ui.servers import names_of_servers
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.neutral import in_private
from bot.kit.ui.refusals import Door, Refusal
from bot.knowledge.library import Library
from bot.outbox.model.job import Job
from bot.outbox.service import Outbox

_LOOKED_AT = 100
"""How many of the newest messages are looked at for one that an earlier try may have sent."""


async def deliver_news(client: TollfreeClient, job: Job) -> None:
    """Tell a follower what is new, and record it; a retry looks first whether it arrived.

    Raises discord.HTTPException.
    """
    delivery = client.services[FollowDelivery]
    claim = await delivery.claimed(job)
    if claim is None:
        return
    if await client.services[Outbox].is_quiet(claim.member_id):
        await delivery.refused(claim)
        return
    if claim.is_retry and await _has_arrived(client, claim):
        await delivery.sent(claim)
        return
    claim = await delivery.renewed(claim)
    if claim is None:
        return
    view = await _message(client, claim)
    if view is None:
        await delivery.nothing_new(claim)
        return
    channel = await client.create_dm(discord.Object(claim.member_id))
    await channel.send(view=view, nonce=claim.attempt.token)
    await delivery.sent(claim)


async def news_refused(client: TollfreeClient, job: Job, refusal: Refusal) -> None:
    """Write no more to a follower who takes no messages; leave another one out for today."""
    delivery = client.services[FollowDelivery]
    claim = await delivery.claimed(job)
    if claim is None:
        return
    if refusal.door is Door.MEMBER:
        await delivery.refused(claim)
    else:
        await delivery.nothing_new(claim)


async def _message(client: TollfreeClient, claim: Claim) -> ui.LayoutView | None:
    """Return the message, or None where there is nothing new in the servers that the member is still in."""
    news = await client.services[FollowDelivery].news(claim)
    names = await names_of_servers(client, claim.member_id, (one.guild_id for one in news))
    news = tuple(one for one in news if one.guild_id in names)
    if not news:
        return None
    view = news_view(client.services[Library].current, news, names, claim.attempt.on)
    return in_private(view)


async def _has_arrived(client: TollfreeClient, claim: Claim) -> bool:
    """Return whether the message of that local date stands among the newest of the member's channel with the bot."""
    marks = {FOLLOWING(what=what, about=claim.attempt.on.isoformat()) for what in ("stop", "undo")}
    channel = await client.create_dm(discord.Object(claim.member_id))
    async for message in channel.history(limit=_LOOKED_AT):
        if message.author == client.user and message.flags.components_v2:
            items = ui.LayoutView.from_message(message, timeout=None).walk_children()
            if any(getattr(item, "custom_id", None) in marks for item in items):
                return True
    return False
