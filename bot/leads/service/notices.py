"""Find what the bot has to tell by itself; any number of processes may ask."""

from collections.abc import Sequence
from datetime import timedelta

from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.leads.model.lead import LeadStatus
from bot.leads.model.life import RENEWAL_WINDOW
from bot.leads.model.notices import Notice, NoticeKind, StoredNotice
from bot.leads.storage.leads import LeadRepository
from bot.leads.storage.notices import NoticeRepository

LEASE = timedelta(minutes=5)
"""How long a claimed notice is kept from other processes; one that was not told comes again after it."""


class NoticeService:
    """Claims what is due in the database; call `told` after telling."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def expire_due(self, limit: int = 50) -> list[Notice]:
        """Expire leads past their end, and return those whose cards are to be redrawn."""
        async with self._storage.writing() as unit:
            expired = await unit[LeadRepository].expire(self._clock.now(), limit)
            await unit[NoticeRepository].put(expired, NoticeKind.EXPIRED)
            return await self._claim(unit, [NoticeKind.EXPIRED], limit)

    async def renewals_due(self, limit: int = 50) -> list[Notice]:
        """Return leads that end within 5 days, once each, whose posters are to be asked."""
        async with self._storage.writing() as unit:
            now = self._clock.now()
            asked = await unit[LeadRepository].ask_renewals(now, now + RENEWAL_WINDOW, limit)
            await unit[NoticeRepository].put(asked, NoticeKind.RENEWAL)
            return await self._claim(unit, [NoticeKind.RENEWAL], limit)

    async def decisions_due(self, limit: int = 50) -> list[Notice]:
        """Return what moderators decided and posters do not know yet."""
        async with self._storage.writing() as unit:
            return await self._claim(unit, [NoticeKind.APPROVED, NoticeKind.REJECTED, NoticeKind.UNSEALED], limit)

    async def told(self, notice: Notice) -> None:
        """Record that a notice was told, or that it cannot be (the poster takes no messages)."""
        async with self._storage.writing() as unit:
            await unit[NoticeRepository].remove(notice.lead.id, notice.kind)

    async def release(self, notice: Notice) -> None:
        """Give a notice back at once, for a process that can tell it."""
        async with self._storage.writing() as unit:
            await unit[NoticeRepository].release(notice.lead.id, notice.kind, self._clock.now())

    async def _claim(self, unit: UnitOfWork, kinds: Sequence[NoticeKind], limit: int) -> list[Notice]:
        now = self._clock.now()
        stored = await unit[NoticeRepository].claim(kinds, now, now + LEASE, limit)
        notices = [await self._notice(unit, one) for one in stored]
        return [notice for notice in notices if notice is not None]

    async def _notice(self, unit: UnitOfWork, stored: StoredNotice) -> Notice | None:
        """Return the notice with its lead; one that no longer holds (closed before it was asked) is dropped."""
        lead = await unit[LeadRepository].get(stored.lead_id)
        assert lead is not None, "a notice goes with its lead"
        if stored.kind is NoticeKind.RENEWAL and lead.status is not LeadStatus.LIVE:
            await unit[NoticeRepository].remove(lead.id, stored.kind)
            return None
        return Notice(lead.sealed(), stored.kind, lead.poster_id, stored.reason)
