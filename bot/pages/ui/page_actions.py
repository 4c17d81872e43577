"""Buttons that capabilities above the pages put on the cards of roles and sectors."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.kit.ui.pressing import Button
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.card import Card
from bot.pages.ui.labels import KIND

PageAction = Callable[[str], Button]
"""Makes a button for the card of a role or sector, from its page's id; what it does may depend on nothing else."""
_ROLE, _SECTOR = KIND[PageKind.ROLE], KIND[PageKind.SECTOR]


@dataclass(frozen=True, slots=True)
class PageActions:
    """What can be done with a page besides reading it: on roles and sectors, and what only roles have."""

    everywhere: tuple[PageAction, ...] = ()
    on_roles: tuple[PageAction, ...] = ()

    def of(self, card: Card) -> list[Button]:
        """Return the buttons for a card; none for one that is of neither kind."""
        if not has_actions(card):
            return []
        makers = (*self.everywhere, *self.on_roles) if is_role(card) else self.everywhere
        return [make(card.address) for make in makers]


NO_ACTIONS = PageActions()


def has_actions(card: Card) -> bool:
    """Return whether a card is of a kind that capabilities put buttons on."""
    return card.kind in {_ROLE, _SECTOR}


def is_role(card: Card) -> bool:
    """Return whether a card is a role's."""
    return card.kind == _ROLE
