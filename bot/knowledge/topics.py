"""Which role or sector a page stands for: what leads are filed under, and what members follow."""

from dataclasses import dataclass
from typing import Protocol

from bot.knowledge.library import Library
from bot.knowledge.pages import SectorPage
from bot.knowledge.role import RolePage


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


class LibraryPages:
    """Implements LeadPages on the pages in use."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def topic(self, page_id: str) -> Topic | None:
        """Return the topic of a role's or sector's page; None for any other page."""
        page = self._library.current.pages.get(page_id)
        match page.front if page else None:
            case RolePage() as front:
                return Topic(page_id, front.sector)
            case SectorPage():
                return Topic(None, page_id)
            case _:
                return None
