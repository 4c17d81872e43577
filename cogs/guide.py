"""`/guide`: advice that cuts across roles."""

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TollfreeClient
from bot.domain.place import Place
from bot.knowledge.vocabulary import PageKind
from bot.ui.page_choice import named_page, page_choices


class GuideCog(commands.Cog):
    """Shows guides."""

    @app_commands.command(
        name="guide", description="A practical guide: networking, résumé, licence upkeep, leaving quietly and more"
    )
    @app_commands.describe(name="Start typing: a name or an abbreviation")
    @app_commands.autocomplete(name=page_choices(PageKind.GUIDE))
    async def guide(self, interaction: Interaction, name: str) -> None:
        """Show a guide."""
        page = named_page(interaction.client.services.library.current, PageKind.GUIDE, name)
        await interaction.client.presenter.show(interaction, Place(page.id))


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(GuideCog())
