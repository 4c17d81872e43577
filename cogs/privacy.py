"""`/privacy`: what is stored, and how to have it or be rid of it."""

from discord import app_commands
from discord.ext import commands

from bot.kit.ui.client import Interaction, TollfreeClient
from bot.privacy.ui import privacy_view


class PrivacyCog(commands.Cog):
    """Shows what is stored about a member."""

    @app_commands.command(name="privacy", description="What I keep about you and why; export it, or have me forget you")
    async def privacy(self, interaction: Interaction) -> None:
        """Show it privately."""
        view = privacy_view(interaction.client)
        view.stop()  # its buttons are answered by a dynamic item
        await interaction.response.send_message(view=view, ephemeral=True)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(PrivacyCog())
