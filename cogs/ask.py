"""`/ask`: a question in one's own words."""

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TollfreeClient
from bot.domain.place import Place
from bot.knowledge.asking.answerer import Outcome
from bot.ui.ask_card import answer_view, declined_words

_LONGEST = 500


class AskCog(commands.Cog):
    """Answers questions from the notes; keeps none."""

    @app_commands.command(
        name="ask", description="Ask in your own words: answered from the notes, with sources; nothing is kept"
    )
    @app_commands.describe(question="What would you like to know?")
    async def ask(self, interaction: Interaction, question: app_commands.Range[str, 2, _LONGEST]) -> None:
        """Answer, decline, or show crisis lines alone."""
        services = interaction.client.services
        await interaction.response.defer(ephemeral=True, thinking=True)
        base = services.library.current
        answer = await services.asking.ask(question)
        if answer.outcome is Outcome.CRISIS:
            await interaction.client.presenter.show(interaction, Place(answer.results[0].page_id))
        elif answer.outcome is Outcome.DECLINED:
            await interaction.edit_original_response(content=declined_words(answer))
        else:
            view = answer_view(base, question, answer)
            view.stop()
            await interaction.edit_original_response(view=view)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(AskCog())
