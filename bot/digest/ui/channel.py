"""The channel of a server's digest, and what keeps it from being used."""

import discord

from bot.kit.ui.channels import NOT_HEARD, lacking

Channel = discord.TextChannel

_NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
}


def digest_channel(guild: discord.Guild, channel_id: int) -> Channel | None:
    """Return the channel, or None where it is gone or cannot be seen."""
    channel = guild.get_channel(channel_id)
    return channel if isinstance(channel, Channel) else None


def digest_channel_faults(guild: discord.Guild, channel_id: int | None) -> list[str]:
    """Return what is wrong with the channel, in words that a moderator can act on; nothing where none is chosen.

    The history is read for one thing only: whether a digest that was interrupted is there already.
    """
    if channel_id is None:
        return []
    if guild.unavailable:
        return [NOT_HEARD]
    channel = digest_channel(guild, channel_id)
    if channel is None:
        return ["The digest’s channel is gone, or I can’t see it. Choose another one."]
    return lacking(channel, _NEEDED)
