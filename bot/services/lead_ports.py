"""What the services of leads need besides storage: the pages, and the warning signs in a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Topic:
    """The role and sector that a page stands for; a sector's page has no role."""

    role_id: str | None
    sector_id: str


class LeadPages(Protocol):
    """Knows which pages a lead may be filed under."""

    def topic(self, page_id: str) -> Topic | None:
        """Return the topic of a role's or sector's page; None for any other page."""
        ...


class OfferSigns(Protocol):
    """Finds warning signs in an offer."""

    def signs(self, text: str) -> Sequence[str]:
        """Return the name of each sign found, in plain words."""
        ...


class NoSigns:
    """Finds nothing, where no rules are loaded."""

    def signs(self, text: str) -> Sequence[str]:  # noqa: ARG002  # the port's signature
        """Return nothing."""
        return ()
