"""What is stored of a member: give it to them, or remove it."""

from collections.abc import Iterator

from bot.kit.actors import CardPlace
from bot.kit.clock import Clock
from bot.kit.forgetting import Forgetting
from bot.kit.storage.transactions import Storage
from bot.leads.model.errands import card_of, queue_card_of
from bot.leads.model.lead import Lead
from bot.leads.service.showing import show_everywhere
from bot.leads.storage.leads import LeadRepository
from bot.outbox.model.errands import deletion
from bot.outbox.model.job import Errand
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
            messages = [(deletion(place, guild_id), place) for guild_id, place in removed.places]
            for errand, _ in messages:
                await unit[OutboxRepository].put(errand, now)
            for lead_id in removed.changed_leads:
                lead = await unit[LeadRepository].get(lead_id)
                if lead is not None:
                    await show_everywhere(unit, lead, now)
                    messages += _renamed(lead) if lead_id in removed.unlinked else ()
        return Forgotten(removed.leads_deleted, len(removed.unlinked), removed.votes, tuple(messages))


def _renamed(lead: Lead) -> Iterator[tuple[Errand, CardPlace]]:
    """Yield the messages that had the poster's name."""
    if lead.card is not None:
        yield card_of(lead), lead.card
    if lead.queue_card is not None:
        yield queue_card_of(lead), lead.queue_card
