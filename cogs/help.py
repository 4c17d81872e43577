"""`/help`: what to try first."""

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TollfreeClient
from bot.domain.place import Place
from bot.ui.help_card import HELP


class HelpCog(commands.Cog):
    """Shows where to begin."""

    @app_commands.command(name="help", description="What to try first, and what happens to what you type")
    async def help(self, interaction: Interaction) -> None:
        """Show the help card."""
        await interaction.client.presenter.show(interaction, Place(HELP))


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(HelpCog())
