"""Where a card may be posted for everyone."""

import discord

from bot.client import Interaction
from bot.domain.errors import TollfreeError

Shareable = discord.TextChannel | discord.Thread | discord.VoiceChannel

ASK_MODERATOR = (
    "I may not post in this channel. "
    "Ask a moderator to give me *View Channel*, *Send Messages* and *Attach Files* here."
)


class CannotShare(TollfreeError):
    """Raised when a card can't be posted where it was asked for."""


def channel_to_share_in(interaction: Interaction) -> Shareable:
    """Return the channel of an interaction; raises CannotShare where the member or the bot may not write in it."""
    channel = interaction.channel
    if interaction.guild is None or not isinstance(channel, Shareable):
        raise CannotShare("There is no channel to share in here. Use this in a text channel of a server.")
    in_thread = isinstance(channel, discord.Thread)
    if not _may_write(interaction.permissions, in_thread):
        raise CannotShare("You may not write in this channel, so I can't post in it for you.")
    if not _may_write(interaction.app_permissions, in_thread):
        raise CannotShare(ASK_MODERATOR)
    return channel


def _may_write(permissions: discord.Permissions, in_thread: bool) -> bool:
    send = permissions.send_messages_in_threads if in_thread else permissions.send_messages
    return permissions.view_channel and send
