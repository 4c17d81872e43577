"""What is stored of a member: give it to them, or remove it."""

from bot.kit.clock import Clock
from bot.kit.forgetting import Forgetting
from bot.kit.storage.transactions import Storage
from bot.leads.model.errands import card_of
from bot.leads.service.showing import show_everywhere
from bot.leads.storage.leads import LeadRepository
from bot.outbox.model.errands import deletion
from bot.outbox.storage import OutboxRepository
from bot.privacy.model import Forgotten
from bot.privacy.storage import MemberRepository


class PrivacyService:
    """Exports and forgets one member, in all servers at once."""

    def __init__(self, storage: Storage, clock: Clock, forgetting: Forgetting) -> None:
        self._storage = storage
        self._clock = clock
        self._forgetting = forgetting

    async def export(self, member_id: int) -> dict[str, object]:
        """Return every row that has the member's id, by table, ready for JSON.

        A block of a poster is not among them: it holds a keyed hash and no id.
        """
        async with self._storage.reading() as unit:
            rows = await unit[MemberRepository].export(member_id)
        return {"exported_at": self._clock.now().isoformat(), "member_id": str(member_id), **rows}

    async def forget(self, member_id: int, *, delete_leads: bool) -> Forgotten:
        """Remove votes, reports and closures, mend the counters, and delete or unlink the member's leads.

        What the member did as a moderator stays in the log without their id. A block of the member outlives this as a
        keyed hash (HMAC-SHA256 with a random key of this database), so that forgetting does not lift it.
        """
        now = self._clock.now()
        async with self._storage.writing() as unit:
            await self._forgetting.prepare(unit, member_id, now)
            removed = await unit[MemberRepository].forget(member_id, delete_leads=delete_leads)
            cards = tuple(deletion(place, guild_id) for guild_id, place in removed.places)
            for errand in cards:
                await unit[OutboxRepository].put(errand, now)
            renamed = []
            for lead_id in removed.changed_leads:
                lead = await unit[LeadRepository].get(lead_id)
                if lead is not None:
                    await show_everywhere(unit, lead, now)
                    if lead.poster_left and lead.card is not None:
                        renamed.append((card_of(lead), lead.card))
        return Forgotten(removed.leads_deleted, removed.leads_unlinked, removed.votes, cards, tuple(renamed))
