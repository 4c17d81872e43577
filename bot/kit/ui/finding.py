"""Find a message that an earlier try may have posted without recording it."""

from collections.abc import Iterable
from datetime import datetime

import discord

from bot.kit.ui.client import TollfreeClient

_LOOKED_AT = 3000
"""Messages among which it is looked for: a lively channel may have hundreds in a few minutes. Discord gives a hundred
at a time, and all within half a minute."""
Readable = discord.TextChannel | discord.VoiceChannel | discord.Thread | discord.DMChannel


async def find_posted(
    client: TollfreeClient, channel: Readable | discord.ForumChannel, mark: str, since: datetime
) -> discord.Message | None:
    """Return the bot's own message since a moment that has a component with a mark for its custom id.

    In a forum, the first message of a post. Raises discord.HTTPException.
    """
    if isinstance(channel, discord.ForumChannel):
        return await _find_post(client, channel, mark, since)
    async for message in channel.history(after=since, limit=_LOOKED_AT, oldest_first=True):
        if message.author == client.user and is_marked(message, mark):
            return message
    return None


def is_marked(message: discord.Message, mark: str) -> bool:
    """Return whether a component of a message has this custom id, or this and more fields after it.

    The mark of lead 3 is none of lead 31.
    """
    return any(f"{custom_id}:".startswith(f"{mark}:") for custom_id in custom_ids_of(message.components))


async def _find_post(
    client: TollfreeClient, forum: discord.ForumChannel, mark: str, since: datetime
) -> discord.Message | None:
    for thread in await forum.guild.active_threads():
        is_ours = client.user is not None and thread.owner_id == client.user.id
        if thread.parent_id == forum.id and is_ours and (thread.created_at or since) >= since:
            message = await thread.fetch_message(thread.id)
            if is_marked(message, mark):
                return message
    return None


def custom_ids_of(components: Iterable[object]) -> Iterable[str]:
    """Yield the custom ids of components, nested ones too."""
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from custom_ids_of(getattr(component, "children", ()))
