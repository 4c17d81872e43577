"""Buttons that capabilities above offer where a search may have come to something: never a message of their own."""

from collections.abc import Callable

from bot.kit.ui.pressing import Button
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind

AtAMoment = Callable[[str], Button]
"""Makes a button from the id of the role that the moment is about."""


class Moments:
    """Knows what is offered where a lead worked or closed, and where a role is followed no more."""

    def __init__(self) -> None:
        self._offers: list[AtAMoment] = []

    def add(self, offer: AtAMoment) -> None:
        """Offer this too."""
        self._offers.append(offer)

    def buttons(self, base: KnowledgeBase, page_id: str | None) -> list[Button]:
        """Return the buttons about a role; none where the moment is about no role, or about one that is gone."""
        page = base.pages.get(page_id) if page_id else None
        if page is None or page.kind is not PageKind.ROLE:
            return []
        return [offer(page.id) for offer in self._offers]
