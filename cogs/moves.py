"""`/moves`: the lateral moves from a role, and the way to another."""

from discord import app_commands
from discord.ext import commands

from bot.kit.errors import TollfreeError
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.knowledge.vocabulary import PageKind
from bot.moves.ui.card import show_moves
from bot.pages.ui.nearest import role_or_nearest
from bot.pages.ui.page_choice import page_choices

_offer = page_choices(PageKind.ROLE)


class MovesCog(commands.Cog):
    """Shows moves."""

    @app_commands.command(
        name="moves",
        description="Roles beside a role, what changes on the way to each, and the way to one further off",
    )
    @app_commands.describe(
        role="Start typing: where you are, or would begin", to="Start typing: where you would like to be, if you know"
    )
    @app_commands.autocomplete(role=_offer, to=_offer)
    async def moves(self, interaction: Interaction, role: str, to: str | None = None) -> None:
        """Show the neighbors, or the way."""
        ends = []
        for name in filter(None, (role, to)):
            if (role_id := await role_or_nearest(interaction, name)) is None:
                return
            ends.append(role_id)
        if ends[1:] == ends[:1]:
            raise TollfreeError("Both names lead to the same role. Pick another one to go to.")
        await show_moves(interaction, *ends)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(MovesCog())
