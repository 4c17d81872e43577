"""Whether somebody is still a member of a server: asked of Discord, since the bot keeps no list of members."""

import discord

from bot.kit.ui.client import TollfreeClient


async def is_member(client: TollfreeClient, guild_id: int, member_id: int) -> bool:
    """Return whether somebody is in a server, and the bot too; raises discord.HTTPException where Discord fails."""
    try:
        guild = client.get_guild(guild_id) or await client.fetch_guild(guild_id, with_counts=False)
        await guild.fetch_member(member_id)
    except (discord.NotFound, discord.Forbidden):
        return False
    return True
