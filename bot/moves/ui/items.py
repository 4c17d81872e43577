"""What is pressed about moves."""

from discord import ui

from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.paged import turn_menu
from bot.kit.ui.pressing import Button, PressedButton, PressedMenu
from bot.knowledge.library import Library
from bot.moves.ui.card import near_options, show_moves
from bot.moves.ui.custom_ids import MOVES, ON


def moves_button(role_id: str) -> Button:
    """Return *Moves* for the card of a role."""
    return ui.Button(label="All moves", emoji="🧭", custom_id=MOVES(role=role_id))


class MovesButton(PressedButton, answers=MOVES):
    """*Moves*, on the card of a role."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show them beside the card."""
        await show_moves(interaction, self.given["role"])


class GoOn(PressedMenu, answers=ON):
    """The menu of neighbors."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the moves from the chosen one, or the names of further ones."""
        if self.turn:
            base = interaction.client.services[Library].current
            options = near_options(base, base.role(self.turn.about))
            await turn_menu(interaction, self.custom_id, options, self.turn)
            return
        await show_moves(interaction, self.chosen)


MOVES_ITEMS = (MovesButton, GoOn)
