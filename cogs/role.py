"""`/role`: what a job really asks."""

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TollfreeClient
from bot.domain.place import Place
from bot.knowledge.vocabulary import PageKind
from bot.ui.page_choice import named_page, page_choices
from bot.ui.role_card import ROLE_SECTIONS

_SECTIONS = [app_commands.Choice(name=label, value=key) for key, label in ROLE_SECTIONS.items()]


class RoleCog(commands.Cog):
    """Shows role cards."""

    @app_commands.command(name="role", description="What a non-clinical job really asks, with the source of every line")
    @app_commands.describe(
        name="Start typing: a title, or what people call it", section="Open at this part of the card"
    )
    @app_commands.autocomplete(name=page_choices(PageKind.ROLE))
    @app_commands.choices(section=_SECTIONS)
    async def role(self, interaction: Interaction, name: str, section: str = _SECTIONS[0].value) -> None:
        """Show a role card."""
        page = named_page(interaction.client.services.library.current, PageKind.ROLE, name)
        await interaction.client.presenter.show(interaction, Place(page.id, section))


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(RoleCog())
