"""What the bot may not do in a channel, in words that a moderator can act on."""

from collections.abc import Mapping

import discord


def lacking(channel: discord.abc.GuildChannel, needed: Mapping[str, str]) -> list[str]:
    """Return a sentence where the bot lacks a permission there; `needed` has Discord's name of each by attribute."""
    allowed = channel.permissions_for(channel.guild.me)
    missing = [f"*{label}*" for name, label in needed.items() if not getattr(allowed, name)]
    if not missing:
        return []
    return [
        f"I lack {' and '.join(missing)} in {channel.mention}. "
        "Open the channel’s settings → Permissions, add my role, and allow it."
    ]
