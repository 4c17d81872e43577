"""Notice which pages were newly reviewed, so that members hear of it whenever the new text arrived here."""

from bot.kit.clock import EPOCH, Clock
from bot.kit.storage.transactions import Storage
from bot.knowledge.library import Library
from bot.pages.storage import PageReviewRepository

"""When the pages of a bot's very first start count as seen: none of them is news."""


class PageReviewService:
    """Compares the pages in use with what was stored of them, once for each version of the notes."""

    def __init__(self, storage: Storage, clock: Clock, library: Library) -> None:
        self._storage = storage
        self._clock = clock
        self._library = library
        self._noted: str | None = None

    async def note(self) -> None:
        """Store the pages that were reviewed since they were last looked at."""
        base = self._library.current
        if base.version == self._noted:
            return
        async with self._storage.reading() as unit:
            known = await unit[PageReviewRepository].known()
        reviewed = {page.id: page.front.reviewed for page in base.pages.values()}
        new = {page_id: day for page_id, day in reviewed.items() if page_id not in known or day > known[page_id]}
        if new:
            async with self._storage.writing() as unit:
                await unit[PageReviewRepository].put(new, self._clock.now() if known else EPOCH)
        self._noted = base.version
