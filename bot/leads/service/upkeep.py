"""What becomes due by itself: leads end, and posters are asked whether theirs is still open."""

from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage
from bot.leads.model.life import RENEWAL_WINDOW
from bot.leads.model.notices import NoticeKind
from bot.leads.service.showing import show_everywhere, tell_poster
from bot.leads.storage.leads import LeadRepository


class LeadUpkeep:
    """Finds what is due in the database; any number of processes may."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def end_due(self, limit: int = 50) -> int:
        """End leads past their time, and let their cards say so; return how many."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            ended = await unit[LeadRepository].expire(now, limit)
            for lead_id in ended:
                lead = await unit[LeadRepository].get(lead_id)
                assert lead is not None, "it ended just now"
                await show_everywhere(unit, lead, now)
        return len(ended)

    async def ask_renewals(self, limit: int = 50) -> int:
        """Ask the posters of leads that end within 5 days, once each; return how many."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            due = await unit[LeadRepository].ask_renewals(now, now + RENEWAL_WINDOW, limit)
            for lead_id in due:
                lead = await unit[LeadRepository].get(lead_id)
                assert lead is not None, "it was found just now"
                await tell_poster(unit, lead, NoticeKind.RENEWAL, now)
        return len(due)
