"""One base for all buttons and menus that outlive restarts."""

import re
from collections.abc import Mapping
from typing import Any, Self, TypeVar

import discord
from discord import ui

from bot.kit.ui.custom_ids import CustomId
from bot.kit.ui.paged import Turn, turn_in

Button = ui.Button[ui.LayoutView]
Menu = ui.Select[ui.LayoutView]
AnyItem = ui.Item[ui.LayoutView]
ItemT = TypeVar("ItemT", bound=ui.Item[Any])
_NOTHING = r"(?!)"


class Pressed(ui.DynamicItem[ItemT], template=_NOTHING):
    """A button or menu, made anew from the custom id that was pressed; `given` has the fields of the id.

    A subclass names what it answers, an id or the pattern of some: `class LeadButton(PressedButton, answers=LEAD)`. Its
    callback is `@guarded`.
    """

    def __init_subclass__(cls, *, answers: CustomId | str = _NOTHING) -> None:
        super().__init_subclass__(template=answers.template if isinstance(answers, CustomId) else answers)

    def __init__(self, item: ItemT, given: Mapping[str, str]) -> None:
        super().__init__(item)
        self.given = given

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the item from a pressed custom id; a field that is left out is empty."""
        return cls(item, match.groupdict(default=""))  # type: ignore[arg-type]  # Discord says of which kind it is


class PressedButton(Pressed[Button]):
    """A button that outlives restarts."""


class PressedMenu(Pressed[Menu]):
    """A menu that outlives restarts."""

    @property
    def chosen(self) -> str:
        """Return the first value that was chosen."""
        return self.item.values[0]

    @property
    def turn(self) -> Turn | None:
        """Return what the menu is to be turned to, where that was chosen: it has more choices than Discord shows."""
        return turn_in(self.item.values)
