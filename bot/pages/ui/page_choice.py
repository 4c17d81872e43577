"""Offer pages while a member types."""

from collections.abc import Callable, Coroutine
from typing import Any

from discord import app_commands

from bot.kit.ui.choosing import offered
from bot.kit.ui.client import Interaction
from bot.kit.ui.limits import AUTOCOMPLETE_CHOICES, OPTION_TEXT, shorten
from bot.kit.ui.prepared import Shelf
from bot.knowledge.base import AnyPage
from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.labels import KIND
from bot.pages.ui.nearest import nearest_pages

_MOST_LISTS = 500
"""Lists of offers kept for each kind of page: most members type the same first letters."""

Choices = Callable[[Interaction, str], Coroutine[object, object, list[app_commands.Choice[str]]]]


def page_choices(kind: PageKind) -> Choices:
    """Return an autocomplete callback that offers pages by title, alias or topic: of a kind first, never none."""
    made: Shelf[list[app_commands.Choice[str]]] = Shelf(_MOST_LISTS)

    async def offer(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        base = interaction.client.services[Library].current

        def find() -> list[app_commands.Choice[str]]:
            if not typed.strip():
                return offered([_choice(page, kind) for page in base.of_kind(kind)])
            is_near = bool(base.find(typed, 1, kind))
            pages = nearest_pages(base, typed, kind, AUTOCOMPLETE_CHOICES + 1)
            return offered([_choice(page, kind, "" if is_near else "nothing near; begin with: ") for page in pages])

        return made.get(base.version, typed.casefold(), find)

    return offer


class _KeptChoice(app_commands.Choice[str]):
    """A choice that is sent many times; what it is sent as is made once."""

    def __init__(self, *, name: str, value: str) -> None:
        super().__init__(name=name, value=value)
        self._sent_as = super().to_dict()

    def to_dict(self) -> dict[str, Any]:
        """Return it as Discord takes it."""
        return self._sent_as


def _choice(page: AnyPage, kind: PageKind, before: str = "") -> app_commands.Choice[str]:
    """Return a page to choose; one of another kind says of which."""
    other = "" if page.kind is kind else f" · {KIND[page.kind]}"
    title = shorten(page.title, OPTION_TEXT - len(before) - len(other))
    return _KeptChoice(name=f"{before}{title}{other}", value=page.id)
