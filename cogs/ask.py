"""`/ask`: a question in one's own words."""

import asyncio
from collections.abc import Coroutine

from discord import app_commands
from discord.ext import commands

from bot.ask.engine.answerer import LONGEST, Answer, Outcome
from bot.ask.service.asking import AskService
from bot.ask.ui.card import answer_view, declined_words
from bot.kit.place import Place
from bot.kit.ui.answering import show
from bot.kit.ui.client import Interaction, TollfreeClient
from bot.knowledge.library import Library

_PATIENCE_SECONDS = 1.0
"""An answer takes milliseconds; Discord waits three seconds for a first word."""


class AskCog(commands.Cog):
    """Answers questions from the notes; keeps none."""

    @app_commands.command(
        name="ask", description="Ask in your own words: answered from the notes, with sources; nothing is kept"
    )
    @app_commands.describe(question="What would you like to know? Up to 2,000 characters")
    async def ask(self, interaction: Interaction, question: app_commands.Range[str, 2, LONGEST]) -> None:
        """Answer, decline, or show crisis lines alone."""
        services = interaction.client.services
        base = services[Library].current
        answer = await _before_long(services[AskService].ask(question), interaction)
        if answer.outcome is Outcome.CRISIS:
            await interaction.client.presenter.show(interaction, Place(answer.results[0].page_id))
        elif answer.outcome is Outcome.DECLINED:
            await _say(interaction, declined_words(answer))
        else:
            await show(interaction, answer_view(base, question, answer), in_place=False)


async def _before_long(answering: Coroutine[object, object, Answer], interaction: Interaction) -> Answer:
    """Return the answer; where it takes long, as while the index is built, ask Discord for time meanwhile."""
    task = asyncio.create_task(answering)
    done, _ = await asyncio.wait({task}, timeout=_PATIENCE_SECONDS)
    if not done:
        await interaction.response.defer(ephemeral=True, thinking=True)
    return await task


async def _say(interaction: Interaction, words: str) -> None:
    if interaction.response.is_done():
        await interaction.edit_original_response(content=words)
    else:
        await interaction.response.send_message(words, ephemeral=True)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(AskCog())
