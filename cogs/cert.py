"""`/cert`: who asks for a certificate, and what it costs."""

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TollfreeClient
from bot.domain.place import Place
from bot.knowledge.vocabulary import PageKind
from bot.ui.page_choice import named_page, page_choices


class CertCog(commands.Cog):
    """Shows certificates."""

    @app_commands.command(
        name="cert", description="A certificate: who issues it, what it costs, and who really asks for it"
    )
    @app_commands.describe(name="Start typing: a name or an abbreviation")
    @app_commands.autocomplete(name=page_choices(PageKind.CERTIFICATION))
    async def cert(self, interaction: Interaction, name: str) -> None:
        """Show a certificate."""
        page = named_page(interaction.client.services.library.current, PageKind.CERTIFICATION, name)
        await interaction.client.presenter.show(interaction, Place(page.id))


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(CertCog())
