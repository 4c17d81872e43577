"""Read what members write for signs of a crisis; keeps nothing of it."""

import asyncio
import threading
from collections.abc import Callable

from bot.crisis.engine.reader import CrisisReader, Tier
from bot.crisis.engine.remembered import Embedder
from bot.kit.memory import leave_in_files


class CrisisService:
    """The one reading for all that members write: questions, offers, leads and forms."""

    def __init__(self, make_embedder: Callable[[], Embedder]) -> None:
        """Take how to load the embeddings: they are loaded on first use."""
        self.embedder = make_embedder
        self._reader: CrisisReader | None = None
        self._making = threading.Lock()

    async def read(self, *texts: str | None) -> Tier:
        """Return the highest tier of some texts, read in a thread; none of them where all are empty."""
        try:
            return await asyncio.to_thread(self.read_now, *texts)
        finally:
            leave_in_files()

    def read_now(self, *texts: str | None) -> Tier:
        """Return the highest tier of some texts, read in this thread: some 20 ms for a short one."""
        tiers = {self._current().read(text) for text in texts if text and text.strip()}
        return next((tier for tier in (Tier.CERTAIN, Tier.POSSIBLE) if tier in tiers), Tier.NONE)

    def _current(self) -> CrisisReader:
        with self._making:
            if self._reader is None:
                self._reader = CrisisReader(self.embedder())
            return self._reader
