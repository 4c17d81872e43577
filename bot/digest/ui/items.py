"""Buttons under a digest. Their custom ids carry its date, by which a digest is known again in its channel."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Self

import discord
from discord import ui

from bot.kit.place import Place
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.leads.ui.browse import show_list
from bot.leads.ui.list_code import LeadList

_LEADS = "-"


class DigestButton(
    ui.DynamicItem[ui.Button[Any]], template=r"tf1:digest:(?P<day>\d{4}-\d{2}-\d{2}):(?P<target>[a-z0-9-]+)"
):
    """A button that opens a page, or the server's leads, privately beside the digest."""

    def __init__(self, button: ui.Button[Any], target: str) -> None:
        super().__init__(button)
        self.target = target

    @classmethod
    def to_page(cls, day: date, page_id: str, label: str, *, is_first: bool = False) -> Self:
        """Make the button that opens a page."""
        style = discord.ButtonStyle.primary if is_first else discord.ButtonStyle.secondary
        return cls(ui.Button(label=label, style=style, custom_id=f"{marker(day)}{page_id}"), page_id)

    @classmethod
    def to_leads(cls, day: date) -> Self:
        """Make the button that opens the server's leads; every digest has it."""
        return cls(ui.Button(label="Browse leads", emoji="🧭", custom_id=f"{marker(day)}{_LEADS}"), _LEADS)

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, match["target"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Open what it stands for."""
        if self.target == _LEADS:
            await show_list(interaction, LeadList(), in_place=False)
        else:
            await interaction.client.presenter.show(interaction, Place(self.target))


DIGEST_ITEMS = (DigestButton,)


def marker(day: date) -> str:
    """Return how the custom ids of a day's digest begin."""
    return f"tf1:digest:{day.isoformat()}:"


def is_marked(message: discord.Message, beginning: str) -> bool:
    """Return whether a component of a message has a custom id that begins so."""
    return any(custom_id.startswith(beginning) for custom_id in _custom_ids(message.components))


def _custom_ids(components: Iterable[Any]) -> Iterable[str]:
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(component, "children", ()))
