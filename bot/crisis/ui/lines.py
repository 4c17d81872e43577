"""Crisis lines: a card that fits the first screen of a phone, and two rows that stand above something else.

The numbers are those of the guide whose page id is CRISIS_PAGE, with its sources; a test holds them against it.
"""

import discord
from discord import ui

from bot.crisis.engine.reader import Tier
from bot.crisis.service import CrisisService
from bot.kit.place import Place
from bot.kit.ui.client import Interaction
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import CRISIS_PAGE
from bot.pages.ui.items import open_button

_COLOR = 0x8A6FB0
LINES = (
    "**United States: call or text 988**, free, at any hour. Danger right now: **911**.\n"
    "**For doctors, US:** Physician Support Line **1-888-409-0141**, 8am to 1am Eastern.\n"
    "**Canada:** call or text **988**.\n"
    "**UK and Ireland:** Samaritans **116 123**.\n"
    "**Australia:** Lifeline **13 11 14**.\n"
    "**Anywhere else:** your local emergency number."
)
_CARD = (
    "## I’m glad you wrote it down\n"
    "I am a bot and cannot hear you. These people can, now. If it is somebody else you fear for, call as well.\n\n"
    f"{LINES}"
)
_KEPT = "-# Only you see this. I keep nothing of what you wrote, and tell nobody."
TWO_ROWS = (
    "**If this is about more than work:** call or text **988** (US, Canada), at any hour. Danger: **911**.\n"
    "Doctors’ line, US **1-888-409-0141** · UK, Ireland **116 123** · Australia **13 11 14**"
)


def crisis_view(base: KnowledgeBase) -> ui.LayoutView:
    """Return the lines as a message of their own, with the way to the guide and its sources."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay(_CARD), ui.TextDisplay(_KEPT), accent_color=discord.Color(_COLOR)))
    if CRISIS_PAGE in base.pages:
        button = open_button(Place(CRISIS_PAGE), "More help, and where these numbers are from", is_current=False)
        view.add_item(ui.ActionRow(button))
    return view


def with_rows_above(view: ui.LayoutView) -> ui.LayoutView:
    """Return a message with the two rows above all else."""
    items = list(view.children)
    view.clear_items()
    view.add_item(ui.TextDisplay(TWO_ROWS))
    for item in items:
        view.add_item(item)
    return view


def rows_view() -> ui.LayoutView:
    """Return the two rows as a message of their own."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(TWO_ROWS))
    return view


async def stand_by(interaction: Interaction, *texts: str | None) -> Tier:
    """Show lines privately beside what was answered already, where texts show a crisis; return what they show."""
    services = interaction.client.services
    tier = await services[CrisisService].read(*texts)
    if tier is not Tier.NONE:
        view = crisis_view(services[Library].current) if tier is Tier.CERTAIN else rows_view()
        view.stop()
        await interaction.followup.send(view=view, ephemeral=True)
    return tier
