"""`/insider`: people who do the work, asked through a queue and named only after two yeses."""

from discord import app_commands
from discord.ext import commands

from bot.insiders.ui.acting import begin_asking, show_queue
from bot.insiders.ui.items import begin_joining, leave, pause
from bot.insiders.ui.mine import show_mine
from bot.kit.ui.answering import actor_of
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.nearest import role_or_nearest
from bot.pages.ui.page_choice import page_choices

_roles = page_choices(PageKind.ROLE)


class InsiderCog(
    commands.GroupCog,
    group_name="insider",
    group_description="Ask people who do the work, or answer; no names at first",
):
    """Asks, answers and keeps one's own part."""

    @app_commands.command(name="ask", description="Ask people in a role; whoever is free answers, without names")
    @app_commands.describe(role="Start typing: the role whose people you ask")
    @app_commands.autocomplete(role=_roles)
    async def ask(self, interaction: Interaction, role: str) -> None:
        """Open the form."""
        actor_of(interaction)
        if role_id := await role_or_nearest(interaction, role):
            await begin_asking(interaction, role_id)

    @app_commands.command(name="join", description="Answer questions about work that you do or did; no proof, no name")
    @app_commands.describe(role="Start typing: the role that you do or did")
    @app_commands.autocomplete(role=_roles)
    async def join(self, interaction: Interaction, role: str) -> None:
        """Ask the one question before the form."""
        actor_of(interaction)
        if role_id := await role_or_nearest(interaction, role):
            await begin_joining(interaction, role_id)

    @app_commands.command(name="queue", description="Questions that wait for you; nobody sees that you looked")
    async def queue(self, interaction: Interaction) -> None:
        """Show them."""
        actor_of(interaction)
        await show_queue(interaction)

    @app_commands.command(name="mine", description="Your questions and how they stand, and what you say of yourself")
    async def mine(self, interaction: Interaction) -> None:
        """Show them."""
        await show_mine(interaction)

    @app_commands.command(name="pause", description="Get no questions for now; /insider mine brings you back")
    async def pause(self, interaction: Interaction) -> None:
        """Pause."""
        await pause(interaction)

    @app_commands.command(name="leave", description="Answer no more, in one role or in all, and delete what you said")
    @app_commands.describe(role="One role; all of yours here if you leave it out")
    @app_commands.autocomplete(role=_roles)
    async def leave(self, interaction: Interaction, role: str | None = None) -> None:
        """Leave."""
        actor_of(interaction)
        role_id = await role_or_nearest(interaction, role) if role else None
        if role is None or role_id:
            await leave(interaction, role_id)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(InsiderCog())
