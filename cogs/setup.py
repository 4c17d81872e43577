"""`/setup`: one private panel for who manages a server."""

from discord import app_commands
from discord.ext import commands

from bot.kit.ui.client import Interaction, TollfreeClient
from bot.servers.service.settings import GuildSettingsService, SettingsChange
from bot.servers.ui.who import manager
from bot.setup.ui.panel import show_panel
from bot.setup.ui.screens import Screen
from bot.setup.ui.zones import named_zone, read_time, zone_choices


class SetupCog(commands.Cog):
    """Shows the panel, and takes the two settings that are typed."""

    @app_commands.command(
        name="setup", description="Channels, daily digest, moderators: what is set, and what is missing"
    )
    @app_commands.describe(
        time_zone="For the digest: start typing a city, and pick one", digest_time="For the digest: such as 08:00"
    )
    @app_commands.autocomplete(time_zone=zone_choices)
    @app_commands.default_permissions(manage_guild=True)
    async def setup(
        self, interaction: Interaction, time_zone: str | None = None, digest_time: str | None = None
    ) -> None:
        """Store what was typed, and show the panel."""
        actor = manager(interaction)
        change: SettingsChange = {}
        if time_zone:
            change["time_zone"] = named_zone(time_zone)
        if digest_time:
            change["digest_time"] = read_time(digest_time)
        if change:
            await interaction.client.services[GuildSettingsService].change(actor, **change)
        await show_panel(interaction, Screen.DIGEST if change else Screen.OVERVIEW)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(SetupCog())
