"""Which cards are looked at now, and what becomes of a lead whose card is gone."""

from collections.abc import Sequence

from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage
from bot.leads.model.lead import Lead
from bot.leads.model.looking import MINUTES, minute_of, remainders_due
from bot.leads.service.posting import LeadPosting
from bot.leads.storage.leads import LeadRepository


class CardWatch:
    """Looks at every live card twice a day; any number of processes may, each at the cards of its own servers."""

    def __init__(self, storage: Storage, clock: Clock, posting: LeadPosting) -> None:
        self._storage = storage
        self._clock = clock
        self._posting = posting
        self._last: int | None = None

    async def due(self) -> Sequence[Lead]:
        """Return the live leads, sealed, whose cards are to be looked at now."""
        now = minute_of(self._clock.now())
        async with self._storage.reading() as unit:
            found = await unit[LeadRepository].with_cards(remainders_due(self._last, now), MINUTES)
        self._last = now
        return [lead.sealed() for lead in found]

    async def thread_deleted(self, thread_id: int) -> None:
        """Hide the leads whose cards stood in a thread that somebody deleted, such as a forum's post."""
        async with self._storage.reading() as unit:
            found = await unit[LeadRepository].with_cards_in(thread_id)
        for lead in found:
            assert lead.card is not None, "found by its card"
            await self._posting.is_gone(lead.id, lead.card)
