"""Offer pages by name while a member types, and understand what they sent."""

from collections.abc import Callable, Coroutine

from discord import app_commands

from bot.kit.errors import PageNotFound
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import AUTOCOMPLETE_CHOICES, OPTION_TEXT, shorten
from bot.kit.ui.prepared import Shelf
from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind

_MOST_LISTS = 500
"""Lists of offers kept for each kind of page: most members type the same first letters."""

Choices = Callable[[Interaction, str], Coroutine[object, object, list[app_commands.Choice[str]]]]


def page_choices(kind: PageKind) -> Choices:
    """Return an autocomplete callback that offers pages of a kind by title and alias."""
    made: Shelf[list[app_commands.Choice[str]]] = Shelf(_MOST_LISTS)

    async def offer(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        base = interaction.client.services[Library].current

        def find() -> list[app_commands.Choice[str]]:
            pages = base.search_titles(kind, typed, AUTOCOMPLETE_CHOICES)
            return [app_commands.Choice(name=shorten(page.title, OPTION_TEXT), value=page.id) for page in pages]

        return made.get(base.version, typed.casefold(), find)

    return offer


def named_page(base: KnowledgeBase, kind: PageKind, text: str) -> AnyPage:
    """Return the page that a member picked, or typed without picking; raises PageNotFound."""
    page = base.pages.get(text)
    if page is not None and page.kind is kind:
        return page
    found = base.search_titles(kind, text, 1)
    if not found:
        raise PageNotFound(text)
    return found[0]
