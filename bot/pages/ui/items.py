"""Buttons and menus of cards."""

from collections.abc import Iterable, Sequence

import discord
from discord import ui

from bot.kit.place import Place
from bot.kit.ui.boundary import guarded
from bot.kit.ui.client import Interaction
from bot.kit.ui.custom_ids import ID, PAGE, CustomId
from bot.kit.ui.limits import OPTION_TEXT, shorten
from bot.kit.ui.paged import paged, turn_menu
from bot.kit.ui.pressing import Button, Menu, PressedButton, PressedMenu
from bot.knowledge.library import Library
from bot.pages.ui.addresses import card_at
from bot.pages.ui.card import Card, Link, Section

_CARD = CustomId(verb="card|turn|more|share|post|keep", address=PAGE, section="[a-z0-9]+", screen="[0-9]{1,3}")
_SECTION = CustomId("section", address=PAGE)
_GO_TO = CustomId("goto", part="?[0-9]")
_BESIDE = CustomId("beside")
_TAKE_BACK = CustomId("unshare", channel_id=ID, message_id=ID)
FIX = CustomId("fix", page_id=PAGE)
"""Answered by the capability that keeps the curators' queue."""


def open_button(place: Place, label: str, *, is_current: bool) -> Button:
    """Return the button of a section; the current one is shown pressed."""
    style = discord.ButtonStyle.primary if is_current else discord.ButtonStyle.secondary
    return ui.Button(label=label, style=style, disabled=is_current, custom_id=_place_id("card", place))


def turn_button(place: Place, label: str) -> Button:
    """Return a button to another screen of a section."""
    return ui.Button(label=label, custom_id=_place_id("turn", place))


def more_button(place: Place) -> Button:
    """Return the button to what else can be done."""
    return ui.Button(label="More", emoji="⋯", custom_id=_place_id("more", place))


def keep_card_button(place: Place) -> Button:
    """Return the button that sends a screen to the member's own messages."""
    return ui.Button(label="Keep", emoji="📌", custom_id=_place_id("keep", place))


def share_button(place: Place) -> Button:
    """Return the button that asks whether to post a screen to the channel."""
    return ui.Button(label="Share in channel", emoji="📣", custom_id=_place_id("share", place))


def post_button(place: Place) -> Button:
    """Return the button that posts a screen to the channel, without the member's name."""
    style = discord.ButtonStyle.primary
    return ui.Button(label="Post it", style=style, custom_id=_place_id("post", place))


def take_back_button(channel_id: int, message_id: int) -> Button:
    """Return the button that takes a posted card back; it stands on the private answer of who posted it."""
    return ui.Button(label="Take it back", custom_id=_TAKE_BACK(channel_id=channel_id, message_id=message_id))


def fix_button(page_id: str) -> Button:
    """Return the button to the ways of correcting a page."""
    return ui.Button(label="Suggest a fix", emoji="✏️", custom_id=FIX(page_id=page_id))


def sections_menu(address: str, sections: Iterable[Section], current: str) -> Menu:
    """Return the menu of a card's sections, where there are too many for buttons; the current one is chosen."""
    options = section_options(sections, current)
    return ui.Select(custom_id=_SECTION(address=address), options=paged(options, about=current))


def section_options(sections: Iterable[Section], current: str) -> list[discord.SelectOption]:
    """Return all sections as choices."""
    return [
        discord.SelectOption(label=shorten(one.label, OPTION_TEXT), value=one.key, default=one.key == current)
        for one in sections
    ]


def pages_menu(
    links: Iterable[Link], placeholder: str = "Go on to …", *, beside: bool = False, on: Place | None = None
) -> Menu:
    """Return the menu of the pages next to a card; a page opens in its place, or beside it in a message of its own.

    More than 25 need the place that they stand `on`, from which they are found again.
    """
    options, custom_id = link_options(links), _BESIDE() if beside else _GO_TO()
    if on is not None:
        options = paged(options, about=f"{on.address}:{on.section}")
    return ui.Select(custom_id=custom_id, placeholder=placeholder, options=options)


def link_options(links: Iterable[Link]) -> list[discord.SelectOption]:
    """Return pages as choices."""
    return [
        discord.SelectOption(
            label=shorten(link.title, OPTION_TEXT),
            value=link.page_id,
            description=shorten(link.reason, OPTION_TEXT) or None,
        )
        for link in links
    ]


def part_menu(links: Sequence[Link], part: int) -> Menu:
    """Return one menu of several that hold a long list; its first and last titles say what is in it."""
    options = [discord.SelectOption(label=link.title, value=link.page_id, description=link.reason) for link in links]
    return ui.Select(custom_id=_GO_TO(part=part), placeholder=f"{links[0].title} … {links[-1].title}", options=options)


class CardButton(PressedButton, answers=_CARD):
    """A button that shows or shares one screen of a card."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the screen or what else can be done, ask whether to post it, or post it to the channel."""
        place = Place(self.given["address"], self.given["section"], int(self.given["screen"]))
        presenter = interaction.client.presenter
        match self.given["verb"]:
            case "more":
                await presenter.show_more(interaction, place)
            case "share":
                await presenter.ask_to_share(interaction, place)
            case "keep":
                await presenter.keep(interaction, place)
            case "post":
                await presenter.share(interaction, place)
            case _:
                await presenter.show(interaction, place)


class TakeBack(PressedButton, answers=_TAKE_BACK):
    """The button that takes a posted card back."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Delete the posted message."""
        await interaction.client.presenter.take_back(
            interaction, int(self.given["channel_id"]), int(self.given["message_id"])
        )


class OpenSection(PressedMenu, answers=_SECTION):
    """The menu of a card's sections."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the chosen section, or the names of further ones."""
        if self.turn:
            place = Place(self.given["address"], self.turn.about)
            options = section_options(_card(interaction, place.address).sections, place.section)
            await turn_menu(interaction, self.custom_id, options, self.turn)
            return
        await interaction.client.presenter.show(interaction, Place(self.given["address"], self.chosen))


class GoTo(PressedMenu, answers=_GO_TO):
    """The menu of the pages next to a card."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the chosen page's first section, or the names of further pages."""
        if self.turn:
            address, _, section = self.turn.about.rpartition(":")
            card = _card(interaction, address)
            options = link_options(card.links_from(card.section(section)))
            await turn_menu(interaction, self.custom_id, options, self.turn)
            return
        await interaction.client.presenter.show(interaction, Place(self.chosen))


class GoBeside(PressedMenu, answers=_BESIDE):
    """The menu of pages that open beside the message: nothing else remembers what it says."""

    @guarded
    async def callback(self, interaction: Interaction) -> None:
        """Show the chosen page's first section in a message of its own."""
        await interaction.client.presenter.show(interaction, Place(self.chosen), beside=True)


PAGE_ITEMS = (CardButton, TakeBack, OpenSection, GoTo, GoBeside)


def _card(interaction: Interaction, address: str) -> Card:
    services = interaction.client.services
    return card_at(services[Library].current, address, services.clock.now().date())


def _place_id(verb: str, place: Place) -> str:
    return _CARD(verb=verb, address=place.address, section=place.section, screen=place.screen)
