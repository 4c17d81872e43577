"""Which servers a member is still in: news of a server are for its members."""

import logging
from collections.abc import Iterable

import discord

from bot.following.service.delivery import FollowDelivery
from bot.kit.ui.client import TollfreeClient

log = logging.getLogger(__name__)

_UNKNOWN_MEMBER = 10007
_UNKNOWN_USER = 10013
_LEFT = {_UNKNOWN_MEMBER, _UNKNOWN_USER}


async def names_of_servers(client: TollfreeClient, member_id: int, guild_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of those servers that the member is still in; what they followed in others is deleted.

    A server that the bot itself is no longer in is left out, and keeps what is followed there.
    Raises discord.HTTPException where Discord fails.
    """
    names = {}
    for guild_id in dict.fromkeys(guild_ids):
        try:
            guild = client.get_guild(guild_id) or await client.fetch_guild(guild_id, with_counts=False)
            await guild.fetch_member(member_id)
        except (discord.NotFound, discord.Forbidden) as error:
            if error.code in _LEFT:
                log.info("a follower has left a server: what they followed there is deleted")
                await client.services[FollowDelivery].left(member_id, guild_id)
        else:
            names[guild_id] = guild.name
    return names
