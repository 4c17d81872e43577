"""Turn one screen of a card into Discord components."""

from collections.abc import Iterator, Sequence

import discord
from discord import ui

from bot.kit.place import Place
from bot.kit.ui.limits import ALT_TEXT, BUTTONS_IN_ROW, PICTURE_FILE, SELECT_OPTIONS, shorten
from bot.kit.ui.pressing import Button
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.card import Card, Screen, Section
from bot.pages.ui.items import open_button, pages_menu, sections_menu, share_button, turn_button
from bot.pages.ui.labels import KIND
from bot.pages.ui.page_actions import PageAction

_MOST_BUTTONS = 10
_LONGEST_BUTTON = 28
_WITH_ACTIONS = {KIND[PageKind.ROLE], KIND[PageKind.SECTOR]}


def card_view(card: Card, place: Place, page_actions: Sequence[PageAction] = ()) -> ui.LayoutView:
    """Return one screen of a card; a place that no longer exists is brought to the nearest that does.

    The view holds dynamic items only, so it works after any restart and nothing has to remember it.
    """
    section = card.section(place.section)
    screens = card.screens(section)
    number = min(place.screen, len(screens) - 1)
    view = ui.LayoutView(timeout=None)
    view.add_item(_container(card, section, screens[number]))
    for row in (
        *_navigation(card, section),
        *_pager(card, section, number, len(screens)),
        *_actions(card, section, number, page_actions),
        *_go_on(card, section),
    ):
        view.add_item(row)
    return view


def _container(card: Card, section: Section, screen: Screen) -> ui.Container[ui.LayoutView]:
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=discord.Colour(card.colour))
    container.add_item(ui.TextDisplay(f"## {card.title}\n-# {card.kind} · {section.label}"))
    container.add_item(ui.TextDisplay("\n\n".join(screen.blocks)))
    if section.picture:
        gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
        gallery.add_item(media=f"attachment://{PICTURE_FILE}", description=shorten(section.picture.alt, ALT_TEXT))
        container.add_item(gallery)
    small = "\n".join(part for part in (screen.footnotes, *(f"-# {note}" for note in card.notes)) if part)
    if small:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(small))
    return container


def _row(items: Sequence[ui.Item[ui.LayoutView]]) -> ui.ActionRow[ui.LayoutView]:
    return ui.ActionRow(*items)


def _navigation(card: Card, current: Section) -> Iterator[ui.ActionRow[ui.LayoutView]]:
    """Yield the rows that lead to the card's sections: buttons, or a select where they would not fit."""
    if len(card.sections) < 2:
        return
    if len(card.sections) > _MOST_BUTTONS or any(len(one.label) > _LONGEST_BUTTON for one in card.sections):
        yield _row([sections_menu(card.address, card.sections[:SELECT_OPTIONS], current.key)])
        return
    for group in _batches(card.sections, BUTTONS_IN_ROW):
        yield _row([open_button(Place(card.address, one.key), one.label, is_current=one is current) for one in group])


def _batches(sections: Sequence[Section], size: int) -> Iterator[Sequence[Section]]:
    for start in range(0, len(sections), size):
        yield sections[start : start + size]


def _pager(card: Card, section: Section, number: int, count: int) -> Iterator[ui.ActionRow[ui.LayoutView]]:
    if count < 2:
        return
    before = Place(card.address, section.key, max(number - 1, 0))
    after = Place(card.address, section.key, number + 1)
    yield _row(
        [
            turn_button(before, "‹ Back", enabled=number > 0),
            turn_button(after, f"Next ›  ({number + 1} of {count})", enabled=number < count - 1),
        ]
    )


def _actions(
    card: Card, section: Section, number: int, page_actions: Sequence[PageAction]
) -> Iterator[ui.ActionRow[ui.LayoutView]]:
    items: list[Button] = [share_button(Place(card.address, section.key, number))] if card.may_share else []
    if card.kind in _WITH_ACTIONS:
        items += [make(card.address) for make in page_actions]
    if card.suggest_url:
        items.append(ui.Button(label="Suggest a fix", style=discord.ButtonStyle.link, url=card.suggest_url))
    if items:
        yield _row(items)


def _go_on(card: Card, section: Section) -> Iterator[ui.ActionRow[ui.LayoutView]]:
    links = card.links if section.links is None else section.links
    if links:
        yield _row([pages_menu(links[:SELECT_OPTIONS])])
