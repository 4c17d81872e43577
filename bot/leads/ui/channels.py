"""Where the cards of leads may go, and what keeps them from it."""

from collections.abc import Iterable, Iterator

import discord

from bot.kit.ui.channels import TIMED_OUT, heard_from, is_timed_out
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.refusals import CannotDeliver
from bot.servers.service.settings import GuildSettingsService

Postable = discord.TextChannel | discord.VoiceChannel | discord.Thread | discord.ForumChannel

_TAG = 20
"""Letters of a forum's tag, at most."""


async def channel_for(client: TollfreeClient, guild_id: int, home_channel_id: int | None) -> Postable:
    """Return the server's leads channel, or the one where a lead was shared if there is none.

    Raises CannotDeliver with what to mend, and NotYet where the server has not been heard from.
    """
    guild = heard_from(client, guild_id)
    settings = await client.services[GuildSettingsService].get(guild_id)
    channel_id = settings.leads_channel_id or home_channel_id
    if channel_id is None:
        raise CannotDeliver("No leads channel is set, so there is no place for the card. Choose one in /setup.")
    channel = guild.get_channel_or_thread(channel_id) or await _archived(client, channel_id)
    if channel is None:
        raise CannotDeliver("The leads channel is gone. Ask a moderator to choose another one in /setup.")
    if not isinstance(channel, Postable):
        raise CannotDeliver("Cards can’t be posted in a channel of this kind. Ask a moderator to choose one in /setup.")
    if fault := next(faults(channel), None):
        raise CannotDeliver(fault)
    return channel


async def _archived(
    client: TollfreeClient, channel_id: int
) -> discord.abc.GuildChannel | discord.Thread | discord.abc.PrivateChannel | None:
    """Return a channel that is not in the cache: threads leave it when they are archived, and open for a message."""
    try:
        return await client.fetch_channel(channel_id)
    except discord.NotFound:
        return None


def faults(channel: Postable) -> Iterator[str]:
    """Yield what keeps cards from being posted in a channel, in words for those who can mend it."""
    allowed = channel.permissions_for(channel.guild.me)
    in_thread = isinstance(channel, discord.Thread)
    if is_timed_out(channel.guild):
        yield TIMED_OUT
        return
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
    best = max(usable, key=lambda tag: _likeness(tag, wanted), default=None)
    if best is not None and _likeness(best, wanted) > (0, 0):
        return [best]
    return usable[:1] if forum.flags.require_tag else []


def _likeness(tag: discord.ForumTag, wanted: Iterable[str]) -> tuple[int, float]:
    """Return how many words a tag has in common with one of some names, and how much of the tag that is."""
    words = set(_plain(tag.name).split())
    shared = max((len(words & set(name.split())) for name in wanted), default=0)
    return shared, shared / max(1, len(words))


def _plain(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name.casefold()).split()
    return " ".join(word for word in words if word not in {"and", "the", "of", "health"})[:_TAG].strip()
