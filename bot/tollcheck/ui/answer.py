"""Read an offer and answer privately."""

import discord

from bot.crisis.engine.reader import Tier
from bot.crisis.service import CrisisService
from bot.crisis.ui.lines import crisis_view, with_rows_above
from bot.kit.errors import TollfreeError
from bot.kit.ui.answering import show
from bot.kit.ui.client import Interaction
from bot.knowledge.library import Library
from bot.tollcheck.service import OfferReader
from bot.tollcheck.ui.card import tollcheck_view

_FEWEST_LETTERS = 10


class NothingToRead(TollfreeError):
    """Raised where an offer has no text."""


def message_words(message: discord.Message) -> str:
    """Return all words of a message: its own, those it forwards, and those of its embeds."""
    forwarded = message.message_snapshots
    embeds = (*message.embeds, *(embed for snapshot in forwarded for embed in snapshot.embeds))
    parts = (
        message.content,
        *(snapshot.content for snapshot in forwarded),
        *(text for embed in embeds for text in (embed.title, embed.description)),
    )
    return "\n\n".join(filter(None, parts))


async def answer_offer(interaction: Interaction, text: str) -> None:
    """Show the warning signs in a text; raises NothingToRead for one without words, such as a picture."""
    if sum(sign.isalpha() for sign in text) < _FEWEST_LETTERS:
        raise NothingToRead(
            "There is no text here that I can read. "
            "If the offer is a picture or a link, type or paste its words into `/tollcheck`."
        )
    services = interaction.client.services
    base, tier = services[Library].current, await services[CrisisService].read(text)
    reading = await services[OfferReader].read(text)
    if tier is Tier.CERTAIN and not reading.signs:  # what has signs of an offer is one, and somebody else's words
        await show(interaction, crisis_view(base), in_place=False)
        return
    view = tollcheck_view(base, reading)
    await show(interaction, view if tier is Tier.NONE else with_rows_above(view), in_place=False)
