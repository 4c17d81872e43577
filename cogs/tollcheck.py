"""`/tollcheck` and *Check this offer*: the warning signs in an offer."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.kit.ui.client import Interaction, TollfreeClient
from bot.tollcheck.engine.engine import warm_up
from bot.tollcheck.ui.answer import answer_offer, message_words
from bot.tollcheck.ui.modal import LONGEST, OfferModal


async def check_message(interaction: Interaction, message: discord.Message) -> None:
    """Read the message that somebody points at."""
    await answer_offer(interaction, message_words(message))


class TollcheckCog(commands.Cog):
    """Reads offers; keeps none."""

    def __init__(self, client: TollfreeClient) -> None:
        self._client = client
        self._menu = app_commands.ContextMenu(name="Check this offer", callback=check_message)

    async def cog_load(self) -> None:
        """Add the message menu, and read the rules, so that no member waits for them."""
        warm_up()
        self._client.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the message menu away."""
        self._client.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(
        name="tollcheck", description="Warning signs in an offer (course, coach, recruiter); nothing is kept"
    )
    @app_commands.describe(text="Its text; leave it out to paste a longer one into a form")
    async def tollcheck(
        self, interaction: Interaction, text: app_commands.Range[str, 10, LONGEST] | None = None
    ) -> None:
        """Read an offer, or open the form for one."""
        if text is None:
            await interaction.response.send_modal(OfferModal())
        else:
            await answer_offer(interaction, text)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(TollcheckCog(client))
