"""What keeps a choice from working, in words that a moderator can act on."""

import discord

from bot.digest.ui.channel import digest_channel_faults
from bot.kit.local_time import has_zone
from bot.kit.ui.channels import NOT_HEARD, lacking
from bot.leads.ui.channels import Postable, faults
from bot.servers.model.settings import GuildSettings
from bot.setup.ui.screens import Screen

_GONE = "That channel is gone, or I can’t see it. Choose another one."
_ALL = {"view_channel": "View Channel", "send_messages": "Send Messages"}
_IN_FORUM = {**_ALL, "send_messages": "Create Posts", "manage_threads": "Manage Posts"}


def faults_of(guild: discord.Guild, settings: GuildSettings, screen: Screen) -> list[str]:
    """Return what is wrong with the choices of a screen."""
    match screen:
        case Screen.LEADS:
            return leads_channel_faults(guild, settings.leads_channel_id)
        case Screen.DIGEST:
            return [*digest_channel_faults(guild, settings.digest_channel_id), *zone_faults(settings.time_zone)]
        case Screen.MODERATORS:
            return [
                *queue_channel_faults(guild, settings.queue_channel_id),
                *role_faults(guild, settings.moderator_role_id),
            ]
        case Screen.OVERVIEW | Screen.OUTCOMES:
            return []


def leads_channel_faults(guild: discord.Guild, channel_id: int | None) -> list[str]:
    """Return what is wrong with the channel for cards, as a post would find it; nothing where none is chosen."""
    lacked = _faults(guild, channel_id)
    channel = guild.get_channel_or_thread(channel_id) if channel_id else None
    if lacked or not isinstance(channel, Postable):
        return lacked
    return list(faults(channel))


def queue_channel_faults(guild: discord.Guild, channel_id: int | None) -> list[str]:
    """Return what is wrong with the moderators' channel; nothing where none is chosen."""
    faults = _faults(guild, channel_id)
    channel = guild.get_channel(channel_id) if channel_id else None
    if channel is not None and channel.permissions_for(guild.default_role).view_channel:
        faults.append(f"Everybody can read {channel.mention}. Choose a channel that only moderators see.")
    return faults


def zone_faults(zone: str) -> list[str]:
    """Return what is wrong with the time zone: the database of zones drops one now and then."""
    return [] if has_zone(zone) else [f"The time zone “{zone}” exists no more: I go by UTC. Choose another one."]


def role_faults(guild: discord.Guild, role_id: int | None) -> list[str]:
    """Return what is wrong with the moderators' role; nothing where none is chosen."""
    if role_id == guild.id:
        return ["Not everyone can be a moderator, so this role lets nobody review. Choose another one."]
    return ["That role is gone. Choose another one."] if role_id and guild.get_role(role_id) is None else []


def _faults(guild: discord.Guild, channel_id: int | None) -> list[str]:
    if channel_id is None:
        return []
    if guild.unavailable:
        return [NOT_HEARD]
    channel = guild.get_channel_or_thread(channel_id)
    if channel is None:
        return [_GONE]
    if isinstance(channel, discord.Thread):
        return []
    needed = _IN_FORUM if isinstance(channel, discord.ForumChannel) else _ALL
    return lacking(channel, needed)
