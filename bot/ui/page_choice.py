"""Offer pages by name while a member types, and understand what they sent."""

from collections.abc import Callable, Coroutine
from typing import Any

from discord import app_commands

from bot.client import Interaction
from bot.domain.errors import PageNotFound
from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.vocabulary import PageKind
from bot.ui.limits import AUTOCOMPLETE_CHOICES, OPTION_TEXT, shorten

Choices = Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]


def page_choices(kind: PageKind) -> Choices:
    """Return an autocomplete callback that offers pages of a kind by title and alias."""

    async def offer(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        pages = interaction.client.services.library.current.search_titles(kind, typed, AUTOCOMPLETE_CHOICES)
        return [app_commands.Choice(name=shorten(page.title, OPTION_TEXT), value=page.id) for page in pages]

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
