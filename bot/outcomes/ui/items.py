"""What is pressed about outcomes."""

from discord import ui

from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.pressing import Button, PressedButton, PressedMenu
from bot.outcomes.ui.custom_ids import MINE, OUTCOMES, OWN, PICK, TELL
from bot.outcomes.ui.form import open_form
from bot.outcomes.ui.mine import ask_to_delete, delete_own, show_mine, show_own, turn_mine
from bot.outcomes.ui.stats import show_stats


class OutcomesButton(PressedButton, answers=OUTCOMES):
    """*Outcomes*, on the card of a role."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show them beside the card."""
        await show_stats(interaction, self.given["role"])


class TellButton(PressedButton, answers=TELL):
    """*Tell how mine went*."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open the form."""
        await open_form(interaction, self.given["role"])


class MineButton(PressedButton, answers=MINE):
    """*All of mine*."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show them."""
        await show_mine(interaction)


class OwnOutcomeButton(PressedButton, answers=OWN):
    """A step on one of one's own; it acts on what whoever presses it told."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Take the step."""
        role_id, year = self.given["role"], int(self.given["year"])
        match self.given["what"]:
            case "change":
                await open_form(interaction, role_id, year)
            case "ask":
                await ask_to_delete(interaction, role_id, year)
            case "delete":
                await delete_own(interaction, role_id, year)
            case _:
                await show_own(interaction, role_id, year)


class PickOutcome(PressedMenu, answers=PICK):
    """The menu of one's own."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the chosen one, or the names of further ones."""
        if self.turn:
            await turn_mine(interaction, self.custom_id, self.turn)
            return
        year, _, role_id = self.chosen.partition(".")
        await show_own(interaction, role_id, int(year))


def outcomes_button(role_id: str) -> Button:
    """Return *Outcomes* for the card of a role."""
    return ui.Button(label="Outcomes", emoji="📊", custom_id=OUTCOMES(role=role_id))


OUTCOME_ITEMS = (OutcomesButton, TellButton, MineButton, OwnOutcomeButton, PickOutcome)
