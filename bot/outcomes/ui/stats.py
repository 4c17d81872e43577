"""The card of what searches for a role came to."""

import discord
from discord import ui

from bot.kit.days import short_day
from bot.kit.place import Place
from bot.kit.ui.answering import actor_of, show
from bot.kit.ui.client import Interaction
from bot.knowledge.library import Library
from bot.outcomes.service.telling import OutcomeService, Published
from bot.outcomes.ui.custom_ids import TELL
from bot.outcomes.ui.words import figure_blocks, month_words
from bot.pages.ui.items import open_button

_COLOR = 0x6B5B95
_ABOUT = "-# What members’ own searches came to, failures included. Told by choices, counted without naming anyone."
_NONE = (
    "**No figures yet.** They come on the first of a month, once at least five different people have told. It looks "
    "the same here whether nobody has told or a few have."
)
_NO_FIGURE = "No single answer was given by enough people to show it. Counted: {people} members, since {since}."
_HOW = (
    "-# As of {month}. Figures are rounded, and one answer in five is drawn by lot before they are counted, so that "
    "none can prove what anybody said. An answer is shown from five people on; none and too few look the same."
)
_ASK = "Did your search end in no reply, or did you stop? That is what is missing most, so please tell it too."


async def show_stats(interaction: Interaction, role_id: str, *, in_place: bool = False) -> None:
    """Show privately what is published of a role here; raises NotInServer and PageNotFound."""
    services, actor = interaction.client.services, actor_of(interaction)
    role = services[Library].current.role(role_id)
    published = await services[OutcomeService].published(actor.guild_id, role_id)
    await show(interaction, stats_view(role_id, role.title, published), in_place=in_place)


def stats_view(role_id: str, title: str, published: Published) -> ui.LayoutView:
    """Return the figures, or that there are none, and the button to tell one's own."""
    view = ui.LayoutView(timeout=None)
    box: ui.Container[ui.LayoutView] = ui.Container(accent_color=discord.Color(_COLOR))
    box.add_item(ui.TextDisplay(f"## Outcomes: {title}\n{_ABOUT}"))
    table = published.table
    if table is None:
        box.add_item(ui.TextDisplay(_NONE))
    else:
        since, month = month_words(table.since), short_day(table.month)
        blocks = list(figure_blocks(table, is_pooled=published.is_pooled))
        for block in blocks or [_NO_FIGURE.format(people=table.people, since=since)]:
            box.add_item(ui.TextDisplay(block))
        box.add_item(ui.Separator())
        box.add_item(ui.TextDisplay(_HOW.format(month=month)))
    box.add_item(ui.TextDisplay(_ASK))
    view.add_item(box)
    view.add_item(ui.ActionRow(tell_button(role_id), open_button(Place(role_id), "The role", is_current=False)))
    return view


def tell_button(role_id: str) -> ui.Button[ui.LayoutView]:
    """Return the button that opens the form."""
    return ui.Button(label="Tell how mine went", emoji="🗳️", custom_id=TELL(role=role_id))
