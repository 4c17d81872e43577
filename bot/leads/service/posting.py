"""What becomes of a lead when its card stands, or is refused."""

from dataclasses import replace

from bot.kit.actors import CardPlace
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.leads.model.lead import Lead, LeadStatus, ReviewReason
from bot.leads.model.life import expiry
from bot.leads.model.notices import NoticeKind
from bot.leads.service.showing import show_everywhere, tell_poster
from bot.leads.storage.leads import LeadRepository
from bot.servers.model.notices import ServerNotice, ServerNoticeKind
from bot.servers.service.notices import clear_notices, raise_notice
from bot.servers.storage.settings import GuildSettingsRepository


class LeadPosting:
    """Knows what a card is to show, and records where it stands; for the outbox alone."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def to_show(self, lead_id: int) -> Lead | None:
        """Return a lead as it stands now, sealed; None where it was deleted."""
        async with self._storage.reading() as unit:
            lead = await unit[LeadRepository].get(lead_id)
        return lead.sealed() if lead else None

    async def stands(self, lead_id: int, place: CardPlace) -> bool:
        """Record a card that was posted: the lead is live from now on. Return False where it is not wanted any more."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            lead = await unit[LeadRepository].get(lead_id, lock=True)
            if lead is None:
                return False
            await unit[LeadRepository].place_card(lead_id, place, in_queue=False)
            await clear_notices(unit, lead.guild_id, ServerNoticeKind.LEADS_REFUSED)
            if lead.status is LeadStatus.POSTING:
                await unit[LeadRepository].save(await self._live(unit, lead))
                if lead.review_reasons:
                    await tell_poster(unit, lead, NoticeKind.APPROVED, now)
        return True

    async def refused(self, lead_id: int, why: str, *, is_of_server: bool) -> Lead | None:
        """Take back a lead whose card Discord refuses, and let its poster hear why; None where it has a card.

        Where it `is_of_server`, moderators hear too, since they can mend it.
        """
        now = self._clock.now()
        async with self._storage.writing() as unit:
            lead = await unit[LeadRepository].get(lead_id, lock=True)
            if lead is None or lead.status is not LeadStatus.POSTING:
                return None
            back = replace(lead, status=LeadStatus.REFUSED, review_note=why)
            await unit[LeadRepository].save(back)
            await tell_poster(unit, back, NoticeKind.REFUSED, now, why)
            if is_of_server:
                await raise_notice(unit, ServerNotice(lead.guild_id, ServerNoticeKind.LEADS_REFUSED, why, now))
        return back.sealed()

    async def is_gone(self, lead_id: int, place: CardPlace) -> None:
        """Forget a card that somebody deleted by hand.

        A lead that was live by it waits for a moderator then, and its poster hears of it.
        """
        now = self._clock.now()
        async with self._storage.writing() as unit:
            lead = await unit[LeadRepository].get(lead_id, lock=True)
            if lead is None or lead.card != place:
                return  # it stands elsewhere by now, or was forgotten already
            await unit[LeadRepository].forget_cards(message_id=place.message_id)
            lead = replace(lead, card=None)
            if lead.status is LeadStatus.LIVE:
                lead = replace(lead, status=LeadStatus.HIDDEN, review_reasons=(ReviewReason.DELETED,))
                await unit[LeadRepository].save(lead)
                await tell_poster(unit, lead, NoticeKind.DELETED, now)
            await show_everywhere(unit, lead, now)

    async def _live(self, unit: UnitOfWork, lead: Lead) -> Lead:
        """Return a lead as it is when its card stands: a first posting begins its life now."""
        now = self._clock.now()
        if lead.posted_at is None:
            zone = (await unit[GuildSettingsRepository].get(lead.guild_id)).time_zone
            lead = replace(lead, posted_at=now, life_from=now, expires_at=expiry(now, lead.content.closes_on, zone))
        status = LeadStatus.LIVE if lead.expires_at > now else LeadStatus.EXPIRED
        return replace(lead, status=status, review_reasons=(), review_note=None)
