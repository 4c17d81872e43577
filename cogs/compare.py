"""`/compare`: two to four roles side by side."""

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TollfreeClient
from bot.domain.errors import TollfreeError
from bot.domain.place import Place
from bot.knowledge.vocabulary import PageKind
from bot.ui.compare_card import compare_address
from bot.ui.page_choice import named_page, page_choices

_offer = page_choices(PageKind.ROLE)


class CompareCog(commands.Cog):
    """Compares roles."""

    @app_commands.command(
        name="compare", description="Two to four roles side by side: what differs first, and the pay as a picture"
    )
    @app_commands.describe(a="A role", b="Another role", c="A third, if you like", d="A fourth, if you like")
    @app_commands.autocomplete(a=_offer, b=_offer, c=_offer, d=_offer)
    async def compare(
        self,
        interaction: Interaction,
        a: str,
        b: str,
        c: str | None = None,
        d: str | None = None,
    ) -> None:
        """Show roles side by side."""
        base = interaction.client.services.library.current
        named = [named_page(base, PageKind.ROLE, name).id for name in (a, b, c, d) if name]
        roles = [base.role(page_id) for page_id in dict.fromkeys(named)]
        if len(roles) < 2:
            raise TollfreeError(
                f"Both names lead to the same role, {roles[0].title}. Pick another one to compare it with."
            )
        await interaction.client.presenter.show(interaction, Place(compare_address(roles)))


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(CompareCog())
