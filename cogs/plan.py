"""`/plan`: the steps of leaving, counted from a member's own last day."""

from discord import app_commands
from discord.ext import commands

from bot.kit.ui.client import Interaction, TollfreeClient
from bot.plan.engine.answers import Answers
from bot.plan.engine.dates import DayUnreadable, read_day
from bot.plan.ui.items import show_plan
from bot.plan.ui.labels import day_words
from bot.plan.ui.screen import PlanPlace, Shown


async def _offer(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Say back the day that is typed."""
    try:
        day = read_day(typed, interaction.client.services.clock.now().date())
    except DayUnreadable:
        return []
    return [app_commands.Choice(name=day_words(day), value=day.isoformat())]


class PlanCog(commands.Cog):
    """Asks for days and choices, and shows the steps."""

    @app_commands.command(
        name="plan",
        description="What to do before and after your last day, with dates and sources; private, nothing stored",
    )
    @app_commands.describe(last_day="Like 3/31/2027; you can also choose it, or leave it out")
    @app_commands.autocomplete(last_day=_offer)
    async def plan(self, interaction: Interaction, last_day: str | None = None) -> None:
        """Ask the first questions; raises DayUnreadable."""
        today = interaction.client.services.clock.now().date()
        answers = Answers(last_day=read_day(last_day, today) if last_day else None)
        await show_plan(interaction, PlanPlace(Shown.QUESTIONS, answers))


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(PlanCog())
