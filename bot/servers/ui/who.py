"""Who moderates a server."""

import discord

from bot.kit.actors import Actor
from bot.kit.errors import TollfreeError
from bot.kit.ui.client import Interaction
from bot.kit.ui.installs import member_of_server
from bot.servers.service.settings import GuildSettingsService


class NotModerator(TollfreeError):
    """Raised when a member presses or types what is for moderators."""

    def __init__(self) -> None:
        super().__init__("This is for the moderators of this server. If you think it should be you, ask one of them.")


class NotManager(TollfreeError):
    """Raised when somebody without *Manage Server* would set the bot up."""

    def __init__(self) -> None:
        super().__init__("Setting me up is for people with *Manage Server*. Ask one of them.")


async def moderator(interaction: Interaction) -> Actor:
    """Return who acts, a moderator: by the configured role, or by *Manage Messages* or *Manage Server*.

    Permissions count that hold in the whole server; who may tidy up one channel is no moderator by that.

    Raises NotInServer and NotModerator.
    """
    guild_id, member = member_of_server(interaction)
    allowed = _permissions(interaction, member)
    if not (allowed.manage_messages or allowed.manage_guild or await _has_role(interaction, member)):
        raise NotModerator
    return Actor(guild_id, member.id, member.joined_at)


def manager(interaction: Interaction) -> Actor:
    """Return who acts, with *Manage Server* as owners and administrators have it; raises NotInServer and NotManager."""
    guild_id, member = member_of_server(interaction)
    if not _permissions(interaction, member).manage_guild:
        raise NotManager
    return Actor(guild_id, member.id, member.joined_at)


def _permissions(interaction: Interaction, member: discord.Member) -> discord.Permissions:
    """Return what a member may do in the whole server; from the interaction where I have not heard from the server."""
    guild = interaction.client.get_guild(member.guild.id)
    return interaction.permissions if guild is None or guild.unavailable else member.guild_permissions


async def _has_role(interaction: Interaction, member: discord.Member) -> bool:
    settings = await interaction.client.services[GuildSettingsService].get(member.guild.id)
    # Discord sends the roles along; `get_role` knows none of a server that has not been heard from
    return settings.moderator_role_id is not None and member._roles.has(settings.moderator_role_id)


async def is_moderator(interaction: Interaction) -> bool:
    """Return whether the member moderates the server; raises NotInServer."""
    try:
        await moderator(interaction)
    except NotModerator:
        return False
    return True
