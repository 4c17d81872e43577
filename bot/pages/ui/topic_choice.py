"""Offer roles and sectors together while a member types."""

from itertools import chain

from discord import app_commands

from bot.kit.ui.choosing import offered
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import AUTOCOMPLETE_CHOICES, OPTION_TEXT, shorten
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.labels import KIND
from bot.pages.ui.nearest import show_nearest

_TOPICS = (PageKind.ROLE, PageKind.SECTOR)
_FROM_EACH = AUTOCOMPLETE_CHOICES // len(_TOPICS)
"""Of each kind the best come first, so that neither hides the other."""
_LOOKED_THROUGH = 60


async def topic_choices(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Return roles and sectors by title, alias or topic; all sectors where none is near."""
    base = interaction.client.services[Library].current
    found = [base.search_titles(kind, typed, _LOOKED_THROUGH) for kind in _TOPICS]
    named = (*chain(*(some[:_FROM_EACH] for some in found)), *chain(*(some[_FROM_EACH:] for some in found)))
    near = (page for page in base.find(typed, _LOOKED_THROUGH, PageKind.ROLE) if page.kind in _TOPICS)
    pages = {page.id: page for page in (*named, *near)} or {page.id: page for page in base.of_kind(PageKind.SECTOR)}
    return offered(
        [
            app_commands.Choice(name=shorten(f"{page.title} · {KIND[page.kind]}", OPTION_TEXT), value=page.id)
            for page in pages.values()
        ]
    )


async def topic_or_nearest(interaction: Interaction, text: str) -> str | None:
    """Return the id of the role or sector that a member picked, or surely meant; else show the nearest pages."""
    base = interaction.client.services[Library].current
    picked = base.pages.get(text)
    candidates = (picked, *(base.named(kind, text) for kind in _TOPICS))
    page = next((one for one in candidates if one is not None and one.kind in _TOPICS), None)
    if page is None:
        await show_nearest(interaction, base, PageKind.ROLE, text)
        return None
    return page.id
