"""Reach messages of ours wherever they stand: in channels, in threads that Discord archived, in posts of forums."""

from collections.abc import Awaitable, Callable

import discord

from bot.kit.actors import CardPlace
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.refusals import CannotDeliver

_THREAD_ARCHIVED = 50083


def partial_message(client: TollfreeClient, place: CardPlace) -> discord.PartialMessage:
    """Return a message to edit or delete, without asking Discord for it."""
    return client.get_partial_messageable(place.channel_id).get_partial_message(place.message_id)


async def in_open_thread(client: TollfreeClient, channel_id: int, act: Callable[[], Awaitable[object]]) -> None:
    """Act in a channel; where it is an archived thread, open it first.

    Raises CannotDeliver where it is locked, and discord.HTTPException.
    """
    try:
        await act()
    except discord.HTTPException as error:
        if error.code != _THREAD_ARCHIVED:
            raise
        found = await client.fetch_channel(channel_id)
        if not isinstance(found, discord.Thread):
            raise
        if is_shut(found):
            raise CannotDeliver("That thread is locked. Unlock it, or choose another channel in /setup.") from error
        await found.edit(archived=False)
        await act()


def is_shut(thread: discord.Thread) -> bool:
    """Return whether a thread is locked, and the bot may not open it."""
    me: discord.Member | None = thread.guild.me
    return thread.locked and (me is None or not thread.permissions_for(me).manage_threads)


async def remove(client: TollfreeClient, place: CardPlace) -> None:
    """Delete a message, the whole post where it began one in a forum; what is gone already is no error.

    Raises discord.HTTPException otherwise.
    """
    try:
        if post := await post_at(client, place):
            await _remove_post(client, post, place)
        else:
            await in_open_thread(client, place.channel_id, partial_message(client, place).delete)
    except discord.NotFound:
        return


async def _remove_post(client: TollfreeClient, post: discord.Thread, place: CardPlace) -> None:
    """Delete a post; where only those may who manage posts, take away what it says, and its name."""
    try:
        await post.delete()
    except discord.Forbidden:
        if is_shut(post):
            raise
        post = await post.edit(name="Removed", archived=False)
        await partial_message(client, place).delete()
        await post.edit(archived=True)


async def post_at(client: TollfreeClient, place: CardPlace) -> discord.Thread | None:
    """Return the forum's post in which a message of ours stands, if the bot began it; one in the archive is fetched."""
    found = client.get_channel(place.channel_id) or await client.fetch_channel(place.channel_id)
    return own_post(client, found)


def own_post(client: TollfreeClient, channel: object) -> discord.Thread | None:
    """Return a channel that is a forum's post which the bot began, else None."""
    if not isinstance(channel, discord.Thread) or not isinstance(channel.parent, discord.ForumChannel):
        return None
    return channel if client.user is not None and channel.owner_id == client.user.id else None
