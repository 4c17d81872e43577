"""Turn a screen of a plan into Discord components."""

from collections.abc import Iterable

import discord
from discord import ui

from bot.kit.ui.pressing import Button, Menu
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.cards import COLOURS
from bot.plan.ui.custom_ids import GUIDE, PLAN_PAGE, START, go_id, keep_id, send_id, set_id
from bot.plan.ui.screen import Ask, Go, Keep, OpenGuide, OpenPage, Option, PlanScreen, Press, SendFile, StartAgain


def plan_view(screen: PlanScreen) -> ui.LayoutView:
    """Return a screen as Discord components."""
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=discord.Colour(COLOURS[PageKind.GUIDE]))
    container.add_item(ui.TextDisplay(screen.heading))
    if screen.text:
        container.add_item(ui.TextDisplay("\n\n".join(screen.text)))
    if screen.small:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(screen.small))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    for words, menu in screen.menus:
        if words:
            view.add_item(ui.TextDisplay(words))
        view.add_item(ui.ActionRow(_question(menu) if isinstance(menu, Ask) else _guides(menu)))
    for row in screen.rows:
        view.add_item(ui.ActionRow(*map(_button, row)))
    return view


def _question(ask: Ask) -> Menu:
    return ui.Select(
        custom_id=set_id(ask),
        placeholder=ask.placeholder,
        min_values=0,
        max_values=ask.most,
        options=_options(ask.options),
    )


def _guides(menu: OpenGuide) -> Menu:
    return ui.Select(custom_id=GUIDE(), placeholder="Open the guide behind a step …", options=_options(menu.guides))


def _button(press: Press) -> Button:
    match press:
        case Go():
            style = discord.ButtonStyle.primary if press.is_main else discord.ButtonStyle.secondary
            custom_id = go_id(press.verb, press.place)
            return ui.Button(label=press.label, style=style, disabled=not press.is_enabled, custom_id=custom_id)
        case SendFile():
            return ui.Button(label=press.label, emoji="📅", custom_id=send_id(press))
        case Keep():
            return ui.Button(label="Keep", emoji="📥", custom_id=keep_id(press.answers))
        case OpenPage():
            return ui.Button(label=press.label, emoji="🛟", custom_id=PLAN_PAGE(page=press.page_id))
        case StartAgain():
            return ui.Button(label="Start again", custom_id=START())


def _options(options: Iterable[Option]) -> list[discord.SelectOption]:
    return [discord.SelectOption(label=one.label, value=one.value, default=one.is_chosen) for one in options]
