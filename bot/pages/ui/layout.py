"""Turn one screen of a card into Discord components: at most two rows of buttons and a menu."""

from collections.abc import Iterator

import discord
from discord import ui

from bot.kit.place import Place
from bot.kit.ui.limits import ALT_TEXT, BUTTONS_IN_ROW, PICTURE_FILE, shorten
from bot.kit.ui.pressing import Button
from bot.knowledge.vocabulary import CRISIS_PAGE
from bot.pages.ui.card import Card, Screen, Section
from bot.pages.ui.items import (
    keep_card_button,
    more_button,
    open_button,
    pages_menu,
    part_menu,
    sections_menu,
    share_button,
    turn_button,
)
from bot.pages.ui.page_actions import NO_ACTIONS, PageActions
from bot.pages.ui.state_address import states_address

_ROOM = 2 * BUTTONS_IN_ROW
_LONGEST_BUTTON = 28
_BLOCKS_APART = 6
"""So many blocks stand apart by themselves: Discord puts less between them than an empty line takes."""


def card_view(card: Card, place: Place, page_actions: PageActions | None = NO_ACTIONS) -> ui.LayoutView:
    """Return one screen of a card; a place that no longer exists is brought to the nearest that does.

    The view holds dynamic items only, so it works after any restart and nothing has to remember it. Without
    `page_actions` (None) it is for a place outside of servers: it offers *Keep*, and nothing to share.
    """
    section = card.section(place.section)
    screens = card.screens(section)
    here = Place(card.address, section.key, min(place.screen, len(screens) - 1))
    view = ui.LayoutView(timeout=None)
    view.add_item(_container(card, section, screens[here.screen]))
    if _needs_menu(card):
        view.add_item(ui.ActionRow(sections_menu(card.address, card.sections, section.key)))
    buttons = [*_sections(card, section), *_turning(here, len(screens))]
    buttons += _actions(card, here, page_actions, room=_ROOM - len(buttons))
    for start in range(0, len(buttons), BUTTONS_IN_ROW):
        view.add_item(ui.ActionRow(*buttons[start : start + BUTTONS_IN_ROW]))
    for part, menu in enumerate(card.menus):
        view.add_item(ui.ActionRow(part_menu(menu, part)))
    if links := card.links_from(section):
        view.add_item(ui.ActionRow(pages_menu(links, on=here)))
    return view


def _container(card: Card, section: Section, screen: Screen) -> ui.Container[ui.LayoutView]:
    container: ui.Container[ui.LayoutView] = ui.Container(accent_color=discord.Color(card.color))
    container.add_item(ui.TextDisplay(_heading(card, section)))
    for text in screen.blocks if len(screen.blocks) <= _BLOCKS_APART else ["\n\n".join(screen.blocks)]:
        container.add_item(ui.TextDisplay(text))
    for position, picture in enumerate(section.pictures, start=1):
        gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
        name = PICTURE_FILE.format(number=position)
        gallery.add_item(media=f"attachment://{name}", description=shorten(picture.alt, ALT_TEXT))
        container.add_item(gallery)
    small = "\n".join(part for part in (screen.footnotes, *(f"-# {note}" for note in card.notes)) if part)
    if small:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(small))
    return container


def _heading(card: Card, section: Section) -> str:
    """Return the title and, past the first screen, which part this is."""
    return f"## {card.title}" if section is card.sections[0] else f"## {card.title}\n**{section.label}**"


def _needs_menu(card: Card) -> bool:
    """Tell whether the sections do not fit beside what else is pressed: too many, or with long titles."""
    return len(card.sections) >= _ROOM - 1 or any(len(one.label) > _LONGEST_BUTTON for one in card.sections)


def _sections(card: Card, current: Section) -> Iterator[Button]:
    """Yield the buttons of the sections; the first of a page needs none while it is shown."""
    if _needs_menu(card) or len(card.sections) == 1:
        return
    first, *others = card.sections
    if card.is_page and current is not first:
        yield open_button(Place(card.address, first.key), f"‹ {first.label}", is_current=False)
    for one in others if card.is_page else card.sections:
        yield open_button(Place(card.address, one.key), one.label, is_current=one is current)


def _turning(here: Place, count: int) -> Iterator[Button]:
    """Yield the button to the next screen of a section; from the last one it leads to the first."""
    if count > 1:
        following = (here.screen + 1) % count
        label = f"Next › {following + 1} of {count}" if following else "↺ To the first"
        yield turn_button(Place(here.address, here.section, following), label)


def _actions(card: Card, here: Place, page_actions: PageActions | None, room: int) -> list[Button]:
    """Return what can be done: as much as there is room for, and the rest behind *More*.

    Who opens the crisis lines may need them: nothing on that card asks for anything.
    """
    if card.address == CRISIS_PAGE:
        return []
    if not card.is_page:
        return [keep_card_button(here)] if page_actions is None else [keep_card_button(here), share_button(here)]
    if page_actions is None:
        return [*state_buttons(card), keep_card_button(here), more_button(here)][-room:]
    return [*[*page_actions.of(card), *state_buttons(card)][: max(room - 1, 0)], more_button(here)]


def state_buttons(card: Card) -> list[Button]:
    """Return *My state*, where there are tables of states."""
    return [open_button(Place(states_address(card.address)), "My state", is_current=False)] if card.has_states else []
