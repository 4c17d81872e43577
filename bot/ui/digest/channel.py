"""The channel of a server's digest, and what keeps it from being used."""

import discord

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
    channel = digest_channel(guild, channel_id)
    if channel is None:
        return ["The digest’s channel is gone, or I can’t see it. Choose another one."]
    allowed = channel.permissions_for(guild.me)
    missing = [f"*{label}*" for name, label in _NEEDED.items() if not getattr(allowed, name)]
    if not missing:
        return []
    return [
        f"I lack {' and '.join(missing)} in {channel.mention}. "
        "Open the channel’s settings → Permissions, add my role, and allow it."
    ]
