"""`/fit`: which roles are open to a member."""

from discord import app_commands
from discord.ext import commands

from bot.fit.engine.answers import Answers
from bot.fit.ui.items import show_fit
from bot.fit.ui.screen import FitPlace, Shown
from bot.kit.ui.client import Interaction, TollfreeClient


class FitCog(commands.Cog):
    """Asks the questions and shows what is open."""

    @app_commands.command(
        name="fit",
        description="A few private questions, all of which you may skip: which roles are open to you, and why",
    )
    async def fit(self, interaction: Interaction) -> None:
        """Ask the first question."""
        await show_fit(interaction, FitPlace(Shown.QUESTION, Answers()))


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(FitCog())
