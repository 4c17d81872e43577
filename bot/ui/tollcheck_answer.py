"""Read an offer and answer privately."""

import asyncio

from bot.client import Interaction
from bot.domain.errors import TollfreeError
from bot.knowledge.tollcheck.engine import read_offer
from bot.ui.tollcheck_card import tollcheck_view

_FEWEST_LETTERS = 10


class NothingToRead(TollfreeError):
    """Raised where an offer has no text."""


async def answer_offer(interaction: Interaction, text: str) -> None:
    """Show the warning signs in a text; raises NothingToRead for one without words, such as a picture."""
    if sum(sign.isalpha() for sign in text) < _FEWEST_LETTERS:
        raise NothingToRead(
            "There is no text here that I can read. "
            "If the offer is a picture or a link, type or paste its words into `/tollcheck`."
        )
    reading = await asyncio.to_thread(read_offer, text)
    view = tollcheck_view(interaction.client.services.library.current, reading)
    view.stop()
    await interaction.response.send_message(view=view, ephemeral=True)
