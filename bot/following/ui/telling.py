"""Send one follower their daily message, once."""

import logging
from datetime import timedelta

import discord
from discord import ui

from bot.following.service.delivery import Claim, FollowDelivery
from bot.following.ui.custom_ids import FOLLOWING
from bot.following.ui.news import news_view
from bot.following.ui.servers import names_of_servers
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.neutral import in_private
from bot.knowledge.library import Library
from bot.outbox.model.refusals import Delay, Door, Refusal, meaning_of
from bot.outbox.service import Outbox

log = logging.getLogger(__name__)

_PAUSE = timedelta(minutes=30)
_LOOKED_AT = 100
"""How many of the newest messages are looked at for one that an earlier try may have sent."""


async def tell_follower(client: TollfreeClient, claim: Claim) -> bool:
    """Tell a follower what is new, and record it; return whether Discord was asked to send something.

    Raises discord.HTTPException where Discord fails: then it comes again when its lease ends.
    """
    delivery = client.services[FollowDelivery]
    if await client.services[Outbox].is_quiet(claim.member_id):
        await delivery.refused(claim)
        return False
    try:
        if claim.is_retry:
            if await _has_arrived(client, claim):
                await delivery.sent(claim)
                return False
            renewed = await delivery.renewed(claim)
            if renewed is None:
                return False
            claim = renewed
        view = await _message(client, claim)
        if view is None:
            await delivery.nothing_new(claim)
            return False
        channel = await client.create_dm(discord.Object(claim.member_id))
        await channel.send(view=view, nonce=claim.attempt.token)
    except discord.HTTPException as error:
        await _settle_refused(client, claim, error)
        return True
    await delivery.sent(claim)
    return True


async def _settle_refused(client: TollfreeClient, claim: Claim, error: discord.HTTPException) -> None:
    """Settle what Discord refuses for good; raises the error again where it is worth another try."""
    meaning = meaning_of(error.status, error.code)
    match meaning:
        case Delay(wait, all_messages):
            if all_messages:
                log.error("Discord wants no private messages from me for now (code %s): they wait", error.code)
                await client.services[Outbox].pause_messages(wait or _PAUSE)
            raise error
        case Refusal(Door.MEMBER):
            log.info("a follower takes no messages: %s", error.code)
            await client.services[FollowDelivery].refused(claim)
        case _:
            log.warning("a follower’s message is refused, and left out for today: code %s", error.code)
            await client.services[FollowDelivery].nothing_new(claim)


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
