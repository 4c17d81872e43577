"""Post a claimed digest, once, and record it."""

import logging
from dataclasses import replace
from datetime import timedelta

import discord

from bot.digest.model.digest import DigestClaim, DigestContent
from bot.digest.model.errands import day_of
from bot.digest.service.digests import DigestService
from bot.digest.ui.card import digest_view
from bot.digest.ui.channel import Channel, digest_channel, digest_channel_faults
from bot.digest.ui.items import marker
from bot.kit.actors import CardPlace
from bot.kit.ui.channels import NOT_HEARD
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.finding import find_posted
from bot.kit.ui.refusals import CannotDeliver, Delay, Door, NotYet, refusal_of
from bot.knowledge.library import Library
from bot.outbox.model.job import Job

log = logging.getLogger(__name__)

_LOOK_FROM_BEFORE = timedelta(minutes=5)
"""Discord's clock and ours may differ by so much."""
_OF_THE_CHANNEL = (403, 404)


async def deliver_digest(client: TollfreeClient, job: Job) -> None:
    """Post a server's digest if it is due, or if it is the one of today that a moderator asked for.

    Raises NotYet, CannotDeliver where its channel cannot be used or Discord refuses it, and discord.HTTPException
    where Discord fails: then the digest is taken up again when its lease ends.
    """
    digests, guild_id = client.services[DigestService], int(job.errand.subject)
    guild = client.get_guild(guild_id)
    if guild is None:
        return  # it is asked for again where the server comes back
    if guild.unavailable:
        raise NotYet(NOT_HEARD)
    day = day_of(job.errand)
    asked = await digests.claim_day(guild_id, day) if day else None
    claim = asked or await digests.claim_due(guild_id)
    if claim is None:
        if await digests.is_under_way(guild_id) or (day and await digests.is_under_way(guild_id, day)):
            raise NotYet("An earlier try may still be at it.")
        return
    if asked is None and claim.content.would_repeat and not claim.is_retry:
        await digests.skipped(claim)
        log.info("a digest had nothing new and was skipped")
        return
    await _post(client, guild, claim)


async def _post(client: TollfreeClient, guild: discord.Guild, claim: DigestClaim) -> None:
    """Post a claimed digest and record it.

    Raises CannotDeliver where its channel cannot be used (it is paused then) or takes it in no form, and
    discord.HTTPException.
    """
    faults = digest_channel_faults(guild, claim.channel_id)
    channel = digest_channel(guild, claim.channel_id)
    if faults or channel is None:
        raise await _stopped(client, claim, " ".join(faults))
    try:
        message = await _find(client, channel, claim) if claim.is_retry else None
        if message is None:
            message = await _send_what_is_taken(client, channel, claim)
    except discord.HTTPException as error:
        refusal = refusal_of(error)
        if isinstance(refusal, Delay):
            raise
        if refusal.door is Door.PLACE or error.status in _OF_THE_CHANNEL:
            raise await _stopped(client, claim, f"{channel.mention}: {refusal.words}") from error
        await client.services[DigestService].refused(claim, refusal.words)
        raise CannotDeliver(f"Discord refuses today’s digest. {refusal.words}") from error
    await client.services[DigestService].posted(claim, CardPlace(channel.id, message.id))


async def _send_what_is_taken(client: TollfreeClient, channel: Channel, claim: DigestClaim) -> discord.Message:
    """Post the digest, or what is left of it without the part that Discord refuses for good.

    Raises discord.HTTPException where none of it is taken.
    """
    *some, least = _ever_less(claim.content)
    for content in some:
        try:
            return await _send(client, channel, claim, content)
        except discord.HTTPException as error:
            refusal = refusal_of(error)
            if isinstance(refusal, Delay) or refusal.door is not Door.THIS or error.status in _OF_THE_CHANNEL:
                raise
            log.warning("Discord refuses a digest (code %s): trying it with less in it", error.code)
    return await _send(client, channel, claim, least)


def _ever_less(content: DigestContent) -> list[DigestContent]:
    """Return a digest, then without what members typed, without its role, and without its myth."""
    plain = replace(content, best=(), closing=(), gaps=())
    variants = [content, plain, replace(content, role=None), replace(plain, role=None), replace(plain, myth=None)]
    return [one for number, one in enumerate(variants) if one not in variants[:number]]


async def _send(
    client: TollfreeClient, channel: Channel, claim: DigestClaim, content: DigestContent
) -> discord.Message:
    view = digest_view(client.services[Library].current, content, claim.digest.local_date)
    view.stop()  # its items are dynamic
    return await channel.send(view=view, nonce=claim.nonce, allowed_mentions=discord.AllowedMentions.none())


async def _find(client: TollfreeClient, channel: Channel, claim: DigestClaim) -> discord.Message | None:
    """Return the message that an earlier attempt posted without recording it."""
    since = claim.digest.claimed_at - _LOOK_FROM_BEFORE
    return await find_posted(client, channel, marker(claim.digest.local_date), since)


async def _stopped(client: TollfreeClient, claim: DigestClaim, why: str) -> CannotDeliver:
    """Pause the digest, and return what says so."""
    await client.services[DigestService].stop(claim, why)
    log.info("a digest is paused: its channel cannot be used")
    return CannotDeliver(
        f"The daily digest is paused. {why} Then use /digest resume, or choose another channel in /setup."
    )
