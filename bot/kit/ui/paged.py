"""Menus with more choices than Discord shows at once: the last one turns to the next, so that none is out of reach."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import discord
from discord import ui

from bot.kit.ui.any_interaction import AnyInteraction
from bot.kit.ui.limits import SELECT_OPTIONS

_ON_A_PAGE = SELECT_OPTIONS - 1
"""The place of the last choice is for turning."""
_TURN = re.compile(r"\+(?P<start>[0-9]{1,4})(?::(?P<about>.*))?")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a menu was turned to: the first choice to show, counted from 0, and what the menu is about."""

    start: int
    about: str


def paged(
    options: Sequence[discord.SelectOption], start: int | None = None, about: str = ""
) -> list[discord.SelectOption]:
    """Return those choices of a menu that stand on one page, and one more that turns to the next page.

    Without a start it is the page of what is chosen. `about` comes back with a turn: what is needed to make all the
    choices again, at most 90 characters.
    """
    if len(options) <= SELECT_OPTIONS:
        return list(options)
    if start is None:
        start = next((place for place, one in enumerate(options) if one.default), 0)
    first = min(start, len(options) - 1) // _ON_A_PAGE * _ON_A_PAGE
    after = first + _ON_A_PAGE
    following = after if after < len(options) else 0
    last = min(following + _ON_A_PAGE, len(options))
    count = len(options)
    label = f"More › {following + 1} to {last} of {count}" if following else f"↺ From the first of {count}"
    value = f"+{following}:{about}" if about else f"+{following}"
    return [*options[first:after], discord.SelectOption(label=label, value=value)]


def turn_in(values: Sequence[str]) -> Turn | None:
    """Return what a menu is to be turned to; None where only choices were chosen."""
    found = next(filter(None, map(_TURN.fullmatch, values)), None)
    return Turn(int(found["start"]), found["about"] or "") if found else None


def chosen_in(values: Sequence[str]) -> list[str]:
    """Return what was chosen besides turning."""
    return [value for value in values if _TURN.fullmatch(value) is None]


async def turn_menu(
    interaction: AnyInteraction, custom_id: str, options: Sequence[discord.SelectOption], turn: Turn
) -> None:
    """Show another page of a menu on the message that was pressed; the rest of the message stays."""
    assert interaction.message is not None, "a menu stands on a message"
    view = ui.LayoutView.from_message(interaction.message, timeout=None)
    names = {attachment.url: attachment.filename for attachment in interaction.message.attachments}
    for item in view.walk_children():
        if isinstance(item, ui.Select) and item.custom_id == custom_id:
            item.options = paged(options, turn.start, turn.about)
            item.max_values = 1 if item.max_values == 1 else len(item.options)
        elif isinstance(item, ui.MediaGallery):
            for shown in item.items:
                if shown.media.url in names:  # an attachment stays one, and does not become an address that ends
                    shown.media = f"attachment://{names[shown.media.url]}"
    view.stop()  # what is pressed on it is answered by dynamic items
    await interaction.response.edit_message(view=view)


def apart(links: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield what goes into each of several menus, where nobody will know any more how to make the choices again."""
    for start in range(0, len(links), SELECT_OPTIONS):
        yield links[start : start + SELECT_OPTIONS]
