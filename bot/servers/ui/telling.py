"""Tell a server's moderators what the bot cannot settle by itself."""

import logging

import discord

from bot.kit.member_text import escape
from bot.kit.ui.channels import writable_queue
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.neutral import NEUTRAL
from bot.servers.model.notices import ServerNotice
from bot.servers.service.settings import GuildSettingsService

log = logging.getLogger(__name__)


async def tell_moderators_once(client: TollfreeClient, notice: ServerNotice) -> None:
    """Write to the queue channel, or to the server's owner where there is none; /setup shows the same.

    Raises discord.HTTPException where Discord fails: then it can be tried again.
    """
    guild = client.get_guild(notice.guild_id)
    if guild is None:
        return
    settings = await client.services[GuildSettingsService].get(guild.id)
    channel = writable_queue(guild, settings.queue_channel_id)
    try:
        if channel is not None:
            await channel.send(notice.detail, nonce=_nonce(notice))
        elif guild.owner_id is not None:
            owner = await client.create_dm(discord.Object(guild.owner_id))
            words = f"{NEUTRAL}\nIn your server **{escape(guild.name)}**: {notice.detail}"
            await owner.send(words, nonce=_nonce(notice))
    except (discord.Forbidden, discord.NotFound) as error:
        log.info("nobody could be told “%s”: %s; /setup shows it", notice.kind, error.code)


def _nonce(notice: ServerNotice) -> str:
    """Return what keeps Discord from taking a message twice, at most 25 characters."""
    return f"{notice.kind.value[:13]}-{int(notice.raised_at.timestamp()):x}"
