"""`/sector`: who pays physicians for something other than clinic."""

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TollfreeClient
from bot.domain.place import Place
from bot.knowledge.vocabulary import PageKind
from bot.ui.index_cards import SECTORS
from bot.ui.page_choice import named_page, page_choices


class SectorCog(commands.Cog):
    """Shows sectors."""

    @app_commands.command(name="sector", description="All sectors, or one: its roles side by side and where it hires")
    @app_commands.describe(name="Start typing; leave it empty to see all sectors")
    @app_commands.autocomplete(name=page_choices(PageKind.SECTOR))
    async def sector(self, interaction: Interaction, name: str | None = None) -> None:
        """Show a sector, or all."""
        base = interaction.client.services.library.current
        address = named_page(base, PageKind.SECTOR, name).id if name else SECTORS
        await interaction.client.presenter.show(interaction, Place(address))


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(SectorCog())
