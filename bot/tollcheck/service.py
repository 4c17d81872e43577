"""Let offers be read: with what was learned for members, by the rules alone where a lead is shared."""

import asyncio
import threading
from collections.abc import Callable, Sequence

from bot.crisis.engine.remembered import Embedder
from bot.kit.memory import leave_in_files
from bot.tollcheck.engine.engine import Reading, check_offer, read_offer
from bot.tollcheck.engine.learned import LearnedSigns


class OfferReader:
    """Reads offers with rules and examples; keeps nothing of them."""

    def __init__(self, make_embedder: Callable[[], Embedder]) -> None:
        """Take how to load the embeddings: they are loaded on first use."""
        self._make_embedder = make_embedder
        self._learned: LearnedSigns | None = None
        self._making = threading.Lock()

    async def read(self, text: str) -> Reading:
        """Return what an offer shows, read in a thread."""
        try:
            return await asyncio.to_thread(self.read_now, text)
        finally:
            leave_in_files()

    def read_now(self, text: str) -> Reading:
        """Return what an offer shows, read in this thread: some 20 ms."""
        with self._making:
            if self._learned is None:
                self._learned = LearnedSigns(self._make_embedder())
        return read_offer(text, self._learned)


class TollcheckSigns:
    """Implements `bot.leads.service.signs.OfferSigns` with the rules of /tollcheck."""

    def signs(self, text: str) -> Sequence[str]:
        """Return the title of each sign found."""
        return [found.sign.title for found in check_offer(text)]
