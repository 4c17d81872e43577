"""Where a card may be posted for everyone."""

from collections.abc import Mapping

import discord
from discord.utils import oauth_url

from bot.kit.errors import TollfreeError
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.kit.ui.installs import server, server_id
from bot.kit.ui.refusals import CannotDeliver, NotYet

Shareable = discord.TextChannel | discord.Thread | discord.VoiceChannel

ASK_MODERATOR = (
    "I may not post in this channel. "
    "Ask a moderator to give me *View Channel*, *Send Messages* and *Attach Files* here."
)

WANTED = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, attach_files=True, read_message_history=True
)
"""What the bot asks for where it is added."""

TIMED_OUT = "I am timed out in this server. A moderator can end that."
NOT_HEARD = "I have not heard from this server yet. Give me a minute."


class CannotShare(TollfreeError):
    """Raised when a card can't be posted where it was asked for."""


def channel_to_share_in(interaction: Interaction) -> Shareable:
    """Return the channel of an interaction; raises CannotShare where the member or the bot may not write in it."""
    channel = interaction.channel
    if server_id(interaction) is None or not isinstance(channel, Shareable):
        raise CannotShare("There is no channel to share in here. Use this in a text channel of a server that added me.")
    in_thread = isinstance(channel, discord.Thread)
    if not _may_write(interaction.permissions, in_thread):
        raise CannotShare("You may not write in this channel, so I can't post in it for you.")
    guild, allowed = server(interaction), interaction.app_permissions
    if not _may_write(allowed, in_thread):
        raise CannotShare(TIMED_OUT if guild is not None and is_timed_out(guild) else ASK_MODERATOR)
    if isinstance(channel, discord.Thread) and channel.locked and not allowed.manage_threads:
        raise CannotShare("This thread is locked. Ask a moderator to unlock it.")
    return channel


def heard_from(client: TollfreeClient, guild_id: int) -> discord.Guild:
    """Return a server; raises NotYet where it has not been heard from, and CannotDeliver where the bot is not in it."""
    guild = client.get_guild(guild_id)
    if is_not_in(client, guild_id):
        raise CannotDeliver(
            "I am not in that server, or only my commands are. Whoever manages it can add me anew, as a bot."
        )
    if guild is None or guild.unavailable:
        raise NotYet(NOT_HEARD)
    return guild


def is_not_in(client: TollfreeClient, guild_id: int) -> bool:
    """Return whether the bot is not in a server, which may have its commands all the same.

    Discord names all servers first, before it tells of each: so all are known once the client is ready.
    """
    return client.is_ready() and client.get_guild(guild_id) is None


def invitation(client: TollfreeClient, guild_id: int) -> str:
    """Return the address that adds the bot to a server."""
    assert client.application_id is not None, "logged in by now"
    scopes = ("bot", "applications.commands")
    return oauth_url(client.application_id, permissions=WANTED, guild=discord.Object(guild_id), scopes=scopes)


def is_timed_out(guild: discord.Guild) -> bool:
    """Return whether moderators have silenced the bot for a while."""
    me: discord.Member | None = guild.me  # none in a server that has not been heard from
    return me is not None and me.is_timed_out()


def _may_write(permissions: discord.Permissions, in_thread: bool) -> bool:
    send = permissions.send_messages_in_threads if in_thread else permissions.send_messages
    return permissions.view_channel and send


QueueChannel = discord.TextChannel | discord.Thread


def writable_queue(guild: discord.Guild, channel_id: int | None) -> QueueChannel | None:
    """Return the queue channel if I may write in it: asking Discord in vain each minute would get me shut out."""
    channel = guild.get_channel_or_thread(channel_id) if channel_id else None
    if not isinstance(channel, QueueChannel):
        return None
    allowed = channel.permissions_for(guild.me)
    may_send = allowed.send_messages_in_threads if isinstance(channel, discord.Thread) else allowed.send_messages
    return channel if allowed.view_channel and may_send else None


def lacking(channel: discord.abc.GuildChannel, needed: Mapping[str, str]) -> list[str]:
    """Return a sentence where the bot lacks a permission there; `needed` has Discord's name of each by attribute."""
    allowed = channel.permissions_for(channel.guild.me)
    missing = [f"*{label}*" for name, label in needed.items() if not getattr(allowed, name)]
    if not missing:
        return []
    if is_timed_out(channel.guild):  # which takes permissions away, and nothing else gives them back
        return [TIMED_OUT]
    return [
        f"I lack {' and '.join(missing)} in {channel.mention}. "
        "Open the channel’s settings → Permissions, add my role, and allow it."
    ]
