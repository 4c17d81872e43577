"""`/outcome`: what members' searches came to."""

from discord import app_commands
from discord.ext import commands

from bot.kit.ui.answering import actor_of
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.knowledge.vocabulary import PageKind
from bot.outcomes.ui.form import open_form
from bot.outcomes.ui.mine import show_mine
from bot.outcomes.ui.stats import show_stats
from bot.pages.ui.nearest import role_or_nearest
from bot.pages.ui.page_choice import page_choices

_offer = page_choices(PageKind.ROLE)


class OutcomeCog(
    commands.GroupCog, group_name="outcome", group_description="What members’ own searches came to, failures included"
):
    """Takes what members tell, and shows what is published of it."""

    @app_commands.command(name="share", description="Tell what your search came to: choices only, under a minute")
    @app_commands.describe(role="The role that you looked for")
    @app_commands.autocomplete(role=_offer)
    async def share(self, interaction: Interaction, role: str) -> None:
        """Open the form."""
        actor_of(interaction)
        if role_id := await role_or_nearest(interaction, role):
            await open_form(interaction, role_id)

    @app_commands.command(name="stats", description="What searches for a role came to, from five people on")
    @app_commands.describe(role="Start typing a role")
    @app_commands.autocomplete(role=_offer)
    async def stats(self, interaction: Interaction, role: str) -> None:
        """Show what is published."""
        actor_of(interaction)
        if role_id := await role_or_nearest(interaction, role):
            await show_stats(interaction, role_id)

    @app_commands.command(name="mine", description="What you told, to change or delete")
    async def mine(self, interaction: Interaction) -> None:
        """Show the member's own."""
        await show_mine(interaction)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(OutcomeCog())
