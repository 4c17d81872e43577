"""Lay out one screen of a questionnaire that keeps its answers in its own buttons: a box, menus, rows of buttons."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import discord
from discord import ui

from bot.kit.ui.pressing import Button, Menu

PlaceT = TypeVar("PlaceT")
AnswersT = TypeVar("AnswersT")


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a menu."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Go(Generic[PlaceT]):
    """A button to another place; `verb` keeps it apart from a button to the same place in the same message."""

    label: str
    place: PlaceT
    verb: str = "go"
    is_enabled: bool = True
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A button that opens a page's card in a message of its own."""

    label: str
    page_id: str


@dataclass(frozen=True, slots=True)
class Keep(Generic[AnswersT]):
    """A button that sends what came out to the member's own messages."""

    answers: AnswersT


@dataclass(frozen=True, slots=True)
class StartAgain:
    """A button to the first question with no answer kept."""


@dataclass(frozen=True, slots=True)
class Boxed:
    """The text of a screen."""

    heading: str
    text: tuple[str, ...]
    small: str


def screen_view(
    boxed: Boxed, color: int, menus: Iterable[tuple[str, Menu]], rows: Iterable[Iterable[Button]]
) -> ui.LayoutView:
    """Return a screen as Discord components; each menu stands under its words, without any where they are empty."""
    container: ui.Container[ui.LayoutView] = ui.Container(accent_color=discord.Color(color))
    container.add_item(ui.TextDisplay(boxed.heading))
    if boxed.text:
        container.add_item(ui.TextDisplay("\n\n".join(boxed.text)))
    if boxed.small:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(boxed.small))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    for words, menu in menus:
        if words:
            view.add_item(ui.TextDisplay(words))
        view.add_item(ui.ActionRow(menu))
    for row in rows:
        view.add_item(ui.ActionRow(*row))
    return view


def menu_of(
    custom_id: str, options: Iterable[Option], placeholder: str = "Skipped so far", *, least: int = 1, most: int = 1
) -> Menu:
    """Return a menu."""
    shown = [discord.SelectOption(label=one.label, value=one.value, default=one.is_chosen) for one in options]
    return ui.Select(custom_id=custom_id, placeholder=placeholder, min_values=least, max_values=most, options=shown)


def go_button(go: Go[PlaceT], custom_id: str) -> Button:
    """Return a button to another screen; the main one is colored."""
    style = discord.ButtonStyle.primary if go.is_main else discord.ButtonStyle.secondary
    return ui.Button(label=go.label, style=style, disabled=not go.is_enabled, custom_id=custom_id)
