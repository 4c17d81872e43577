"""Tell a server's moderators what the bot cannot settle by itself."""

from datetime import timedelta

import discord

from bot.kit.member_text import escape
from bot.kit.ui.channels import heard_from, writable_queue
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.neutral import NEUTRAL
from bot.kit.ui.refusals import NotYet
from bot.outbox.model.job import Job
from bot.outbox.service import Outbox
from bot.servers.model.errands import kind_of
from bot.servers.service.notices import ServerNoticeService
from bot.servers.service.settings import GuildSettingsService
from bot.servers.ui.notice_words import notice_words

_LOOKED_AT = 50
_LOOK_FROM_BEFORE = timedelta(minutes=5)


async def deliver_server_notice(client: TollfreeClient, job: Job) -> None:
    """Write to the queue channel, or to the server's owner where there is none; /setup shows the same."""
    assert job.errand.guild_id is not None, "a notice is for a server"
    notice = await client.services[ServerNoticeService].find(job.errand.guild_id, kind_of(job.errand))
    if notice is None:
        return
    guild = heard_from(client, notice.guild_id)
    settings = await client.services[GuildSettingsService].get(guild.id)
    channel = writable_queue(guild, settings.queue_channel_id)
    if channel is not None:
        await _say_once(client, channel, job, notice_words(notice))
    elif await client.services[Outbox].messages_are_paused():
        raise NotYet("Discord wants no private messages from me for now.")
    elif guild.owner_id is not None:
        owner = await client.create_dm(discord.Object(guild.owner_id))
        words = f"{NEUTRAL}\nIn your server **{escape(guild.name)}**: {notice_words(notice)}"
        await _say_once(client, owner, job, words)


async def _say_once(client: TollfreeClient, channel: discord.abc.Messageable, job: Job, words: str) -> None:
    """Send a text; a retry looks first whether it arrived."""
    if job.is_retry:
        async for message in channel.history(limit=_LOOKED_AT, after=job.created_at - _LOOK_FROM_BEFORE):
            if message.author == client.user and message.content == words:
                return
    await channel.send(words, nonce=job.token)
