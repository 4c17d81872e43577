"""Where the cards of leads may go, and what keeps them from it."""

from collections.abc import Iterable, Iterator

import discord

from bot.kit.ui.client import TollfreeClient
from bot.outbox.ui.refusals import CannotDeliver, NotYet
from bot.servers.service.settings import GuildSettingsService

Postable = discord.TextChannel | discord.VoiceChannel | discord.Thread | discord.ForumChannel

_TAG = 20
"""Letters of a forum's tag, at most."""


async def channel_for(client: TollfreeClient, guild_id: int, home_channel_id: int | None) -> Postable:
    """Return the server's leads channel, or the one where a lead was shared if there is none.

    Raises CannotDeliver with what to mend, and NotYet where the server has not been heard from.
    """
    guild = client.get_guild(guild_id)
    if guild is None or guild.unavailable:
        raise NotYet("I have not heard from this server yet. Give me a minute.")
    settings = await client.services[GuildSettingsService].get(guild_id)
    channel_id = settings.leads_channel_id or home_channel_id
    if channel_id is None:
        raise CannotDeliver("No leads channel is set, so there is no place for the card. Choose one in /setup.")
    channel = guild.get_channel_or_thread(channel_id)
    if not isinstance(channel, Postable):
        raise CannotDeliver("The leads channel is gone. Ask a moderator to choose another one in /setup.")
    if fault := next(faults(channel), None):
        raise CannotDeliver(fault)
    return channel


def faults(channel: Postable) -> Iterator[str]:
    """Yield what keeps cards from being posted in a channel, in words for those who can mend it."""
    me = channel.guild.me
    allowed = channel.permissions_for(me)
    in_thread = isinstance(channel, discord.Thread)
    if me.is_timed_out():
        yield "I am timed out in this server. A moderator can end that."
    if not (allowed.view_channel and (allowed.send_messages_in_threads if in_thread else allowed.send_messages)):
        yield (
            f"I may not post in {channel.mention}. Ask a moderator to give me *View Channel* and *Send Messages* "
            "there; nothing was lost meanwhile."
        )
    if isinstance(channel, discord.Thread) and channel.locked and not allowed.manage_threads:
        yield f"{channel.mention} is locked. Ask a moderator to unlock it, or to choose another channel in /setup."
    if isinstance(channel, discord.ForumChannel) and channel.flags.require_tag and not usable_tags(channel):
        yield (
            f"{channel.mention} wants a tag on each post, and has none that I may use. Ask a moderator to add one, "
            "or to turn off *Require people to select tags*."
        )


def usable_tags(forum: discord.ForumChannel) -> list[discord.ForumTag]:
    """Return the tags that the bot may put on a post: those kept for moderators only where it may manage posts."""
    may_all = forum.permissions_for(forum.guild.me).manage_threads
    return [tag for tag in forum.available_tags if may_all or not tag.moderated]


def tags_for(forum: discord.ForumChannel, names: Iterable[str]) -> list[discord.ForumTag]:
    """Return the tag that is called most like one of some names, else the first where one is needed."""
    usable = usable_tags(forum)
    wanted = [_plain(name) for name in names]
    for tag in usable:
        if _plain(tag.name) in wanted:
            return [tag]
    for tag in usable:
        if any(set(_plain(tag.name).split()) & set(name.split()) for name in wanted):
            return [tag]
    return usable[:1] if forum.flags.require_tag else []


def _plain(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name.casefold()).split()
    return " ".join(word for word in words if word not in {"and", "the", "of", "health"})[:_TAG].strip()
