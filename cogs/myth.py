"""`/myth`: a common claim, the verdict and the evidence."""

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TollfreeClient
from bot.domain.place import Place
from bot.knowledge.vocabulary import PageKind
from bot.ui.index_cards import MYTHS
from bot.ui.page_choice import named_page, page_choices


class MythCog(commands.Cog):
    """Shows myths."""

    @app_commands.command(name="myth", description="A claim you keep hearing, the verdict and the evidence")
    @app_commands.describe(topic="Start typing; leave it empty to see all")
    @app_commands.autocomplete(topic=page_choices(PageKind.MYTH))
    async def myth(self, interaction: Interaction, topic: str | None = None) -> None:
        """Show a myth, or all."""
        base = interaction.client.services.library.current
        address = named_page(base, PageKind.MYTH, topic).id if topic else MYTHS
        await interaction.client.presenter.show(interaction, Place(address))


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(MythCog())
