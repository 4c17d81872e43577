"""The form for an offer's text."""

import discord
from discord import ui

from bot.kit.ui.boundary import BoundaryModal
from bot.kit.ui.client import Interaction
from bot.tollcheck.ui.answer import answer_offer

LONGEST = 4000


class OfferModal(BoundaryModal, title="Check an offer"):
    """Takes the text of an offer; what is typed is read once and kept nowhere."""

    offer: ui.Label[ui.Modal] = ui.Label(
        text="Paste the offer, e-mail or posting",
        description="Read once, here, and kept nowhere. Leave out your own details.",
        component=ui.TextInput(style=discord.TextStyle.paragraph, max_length=LONGEST, min_length=10),
    )

    async def on_submit(self, interaction: Interaction, /) -> None:  # type: ignore[override]
        """Answer with the signs found."""
        assert isinstance(self.offer.component, ui.TextInput)
        await answer_offer(interaction, self.offer.component.value)
