"""Buttons and selects of cards: their custom ids hold all they need, so they outlive restarts.

Custom ids are `tf1:<what>:<address>:<section>:<screen>`; raise the version when their meaning changes.
"""

import re
from collections.abc import Iterable
from typing import Any, Self

import discord
from discord import ui

from bot.kit.place import Place
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.pages.ui.card import Link, Section

_PLACE = r"(?P<address>[a-z0-9.-]+):(?P<section>[a-z0-9]+):(?P<screen>[0-9]{1,3})"


class CardButton(ui.DynamicItem[ui.Button[Any]], template=rf"tf1:(?P<verb>card|turn|share):{_PLACE}"):
    """A button that shows or shares one screen of a card."""

    def __init__(self, button: ui.Button[Any], verb: str, place: Place) -> None:
        super().__init__(button)
        self.verb = verb
        self.place = place

    @classmethod
    def open(cls, place: Place, label: str, *, is_current: bool) -> Self:
        """Make the button of a section; the current one is shown pressed."""
        style = discord.ButtonStyle.primary if is_current else discord.ButtonStyle.secondary
        return cls._make("card", place, ui.Button(label=label, style=style, disabled=is_current))

    @classmethod
    def turn(cls, place: Place, label: str, *, enabled: bool) -> Self:
        """Make a button to the next or previous screen of a section."""
        return cls._make("turn", place, ui.Button(label=label, disabled=not enabled))

    @classmethod
    def share(cls, place: Place) -> Self:
        """Make the button that posts a screen to the channel, without the member's name."""
        return cls._make("share", place, ui.Button(label="Share in channel", emoji="📣"))

    @classmethod
    def _make(cls, verb: str, place: Place, button: ui.Button[Any]) -> Self:
        button.custom_id = f"tf1:{verb}:{place.address}:{place.section}:{place.screen}"
        return cls(button, verb, place)

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the button from a pressed custom id."""
        assert isinstance(item, ui.Button)
        return cls(item, match["verb"], Place(match["address"], match["section"], int(match["screen"])))

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the screen, or post it to the channel."""
        presenter = interaction.client.presenter
        await (presenter.share if self.verb == "share" else presenter.show)(interaction, self.place)


class OpenSection(ui.DynamicItem[ui.Select[Any]], template=r"tf1:section:(?P<address>[a-z0-9.-]+)"):
    """A select of a card's sections, where there are too many for buttons."""

    def __init__(self, select: ui.Select[Any], address: str) -> None:
        super().__init__(select)
        self.address = address

    @classmethod
    def offering(cls, address: str, sections: Iterable[Section], current: str) -> Self:
        """Make the select, with the current section chosen."""
        options = [
            discord.SelectOption(label=shorten(one.label, OPTION_TEXT), value=one.key, default=one.key == current)
            for one in sections
        ]
        return cls(ui.Select(custom_id=f"tf1:section:{address}", options=options), address)

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Rebuild the select from a used custom id."""
        assert isinstance(item, ui.Select)
        return cls(item, match["address"])

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the chosen section."""
        await interaction.client.presenter.show(interaction, Place(self.address, self.item.values[0]))


class GoTo(ui.DynamicItem[ui.Select[Any]], template=r"tf1:goto"):
    """A select of the pages next to a card."""

    @classmethod
    def offering(cls, links: Iterable[Link], placeholder: str = "Go on to …") -> Self:
        """Make the select."""
        options = [
            discord.SelectOption(
                label=shorten(link.title, OPTION_TEXT),
                value=link.page_id,
                description=shorten(link.reason, OPTION_TEXT) or None,
            )
            for link in links
        ]
        return cls(ui.Select(custom_id="tf1:goto", placeholder=placeholder, options=options))

    @classmethod
    async def from_custom_id(cls, _: discord.Interaction[Any], item: ui.Item[Any], _match: re.Match[str], /) -> Self:
        """Rebuild the select from a used custom id."""
        assert isinstance(item, ui.Select)
        return cls(item)

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the chosen page's first section."""
        await interaction.client.presenter.show(interaction, Place(self.item.values[0]))


DYNAMIC_ITEMS = (CardButton, OpenSection, GoTo)
