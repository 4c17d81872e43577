"""`/ask`: a question in one's own words."""

import asyncio
from collections.abc import Coroutine

from discord import app_commands
from discord.ext import commands

from bot.ask.engine.answerer import LONGEST, Answer, Outcome
from bot.ask.service.asking import AskService
from bot.ask.ui.card import answer_view, declined_words
from bot.crisis.ui.lines import TWO_ROWS, crisis_view, with_rows_above
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
        """Answer or decline, with crisis lines above where they may be needed; or show those alone."""
        services = interaction.client.services
        base = services[Library].current
        answer = await _before_long(services[AskService].ask(question), interaction)
        if answer.outcome is Outcome.CRISIS:
            await show(interaction, crisis_view(base), in_place=False)
        elif answer.outcome is Outcome.DECLINED:
            await _say(interaction, _declined(answer))
        else:
            view = answer_view(base, question, answer)
            await show(interaction, with_rows_above(view) if answer.may_be_crisis else view, in_place=False)


def _declined(answer: Answer) -> str:
    return f"{TWO_ROWS}\n\n{declined_words(answer)}" if answer.may_be_crisis else declined_words(answer)


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
