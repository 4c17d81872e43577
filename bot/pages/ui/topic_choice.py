"""Offer roles and sectors together while a member types."""

from itertools import chain

from discord import app_commands

from bot.kit.errors import PageNotFound
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import AUTOCOMPLETE_CHOICES, OPTION_TEXT, shorten
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.labels import KIND

_TOPICS = (PageKind.ROLE, PageKind.SECTOR)
_FROM_EACH = AUTOCOMPLETE_CHOICES // len(_TOPICS)
_LOOKED_THROUGH = 60


async def topic_choices(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return roles and sectors by title, alias or topic; all sectors where none is near."""
    base = interaction.client.services[Library].current
    named = list(chain.from_iterable(base.search_titles(kind, typed, _FROM_EACH) for kind in _TOPICS))
    near = (page for page in base.find(typed, _LOOKED_THROUGH, PageKind.ROLE) if page.kind in _TOPICS)
    pages = {page.id: page for page in (*named, *near)} or {page.id: page for page in base.of_kind(PageKind.SECTOR)}
    return [
        app_commands.Choice(name=shorten(f"{page.title} · {KIND[page.kind]}", OPTION_TEXT), value=page.id)
        for page in list(pages.values())[:AUTOCOMPLETE_CHOICES]
    ]


def named_topic(base: KnowledgeBase, text: str) -> str:
    """Return the id of the page that a member picked, or typed without picking; raises PageNotFound."""
    page = base.pages.get(text)
    if page is not None and page.kind in _TOPICS:
        return page.id
    for kind in _TOPICS:
        if found := base.search_titles(kind, text, 1):
            return found[0].id
    raise PageNotFound(text)
