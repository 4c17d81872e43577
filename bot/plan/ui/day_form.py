"""The form in which a member types their last day."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import discord
from discord import ui

from bot.kit.ui.boundary import BoundaryModal
from bot.kit.ui.client import Interaction
from bot.plan.engine.answers import Answers
from bot.plan.engine.dates import DayUnreadable, read_day


class DayForm(BoundaryModal, title="Your last day"):
    """Takes a day; it stands in the message's buttons afterwards, and nowhere else."""

    day: ui.Label[ui.Modal] = ui.Label(
        text="The day",
        description="Like 3/31/2027 or March 31, 2027. Without a year, the next such day.",
        component=ui.TextInput(style=discord.TextStyle.short, max_length=40, min_length=3, placeholder="3/31/2027"),
    )

    def __init__(self, answers: Answers, go_on: Callable[[Interaction, Answers], Awaitable[None]]) -> None:
        super().__init__()
        self._answers = answers
        self._go_on = go_on

    async def on_submit(self, interaction: Interaction, /) -> None:  # type: ignore[override]
        """Go on with the day, or say how one is written; the menu stays, to try again."""
        assert isinstance(self.day.component, ui.TextInput)
        today = interaction.client.services.clock.now().date()
        try:
            last_day = read_day(self.day.component.value, today)
        except DayUnreadable as error:
            await interaction.response.send_message(str(error), ephemeral=True)
            return
        await self._go_on(interaction, replace(self._answers, last_day=last_day))
