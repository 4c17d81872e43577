"""Whose app was used: a server's that has installed it, or a member's own, anywhere.

In a server that has not installed the app, Discord fills in `interaction.guild` all the same. Nothing of such a server
or channel is stored, counted or shown to anybody; so nothing but this module asks an interaction for its server.
Source: https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
"""

import discord

from bot.kit.errors import NotInServer
from bot.kit.ui.client import Interaction


def server_id(interaction: Interaction) -> int | None:
    """Return the server whose app was used; None in messages, and where a member uses an app of their own."""
    return interaction.guild_id if interaction.is_guild_integration() else None


def server(interaction: Interaction) -> discord.Guild | None:
    """Return the server whose app was used, as far as it is known; see `server_id`."""
    return interaction.guild if interaction.is_guild_integration() else None


def member_of_server(interaction: Interaction) -> tuple[int, discord.Member]:
    """Return the server whose app was used, and who acts there; raises NotInServer."""
    guild_id = server_id(interaction)
    if guild_id is None or not isinstance(interaction.user, discord.Member):
        raise NotInServer
    return guild_id, interaction.user
