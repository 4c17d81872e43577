"""The knowledge base as leads see it."""

from bot.knowledge.pages import SectorPage
from bot.knowledge.role import RolePage
from bot.services.lead_ports import Topic
from bot.services.library import Library


class LibraryPages:
    """Implements `bot.services.lead_ports.LeadPages` on the pages in use."""

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
