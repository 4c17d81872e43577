"""Find leads, and remember which messages show them."""

from datetime import timedelta

from bot.kit.actors import Actor, CardPlace
from bot.kit.clock import EPOCH, Clock
from bot.kit.storage.transactions import Storage
from bot.leads.model.browsing import Cursor, LeadFilter, LeadPage, Sort
from bot.leads.model.lead import Lead
from bot.leads.model.votes import rank
from bot.leads.service.rules import found, own
from bot.leads.storage.leads import LeadRepository


class LeadBrowsing:
    """Finds leads, and knows which messages show them; every lead it gives out is sealed."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def get(self, lead_id: int, guild_id: int) -> Lead:
        """Return a lead of the server; raises LeadNotFound."""
        async with self._storage.reading() as unit:
            return found(await unit[LeadRepository].get(lead_id), guild_id).sealed()

    async def find_mine(self, lead_id: int, actor: Actor) -> Lead:
        """Return a lead that the actor shared; raises LeadNotFound and NotYourLead."""
        async with self._storage.reading() as unit:
            return own(found(await unit[LeadRepository].get(lead_id), actor.guild_id), actor).sealed()

    async def browse(
        self, guild_id: int, wanted: LeadFilter, sort: Sort = Sort.BEST, *, after: str | None = None, limit: int = 5
    ) -> LeadPage:
        """Return one page of a list; `after` is the cursor that the page before gave. Raises CursorInvalid."""
        cursor = Cursor.decode(after) if after else None
        async with self._storage.reading() as unit:
            leads = await unit[LeadRepository].browse(guild_id, wanted, sort, cursor, limit + 1, self._clock.now())
        more = len(leads) > limit
        shown = tuple(lead.sealed() for lead in leads[:limit])
        return LeadPage(shown, cursor_at(shown[-1], sort).encode() if more else None)

    async def mine(self, actor: Actor, *, after: str | None = None, limit: int = 25) -> LeadPage:
        """Return one page of the actor's own leads in the server, newest first, whatever their status."""
        before_id = Cursor.decode(after).lead_id if after else None
        async with self._storage.reading() as unit:
            leads = await unit[LeadRepository].of_poster(actor.guild_id, actor.member_id, before_id, limit + 1)
        more = len(leads) > limit
        shown = tuple(lead.sealed() for lead in leads[:limit])
        return LeadPage(shown, Cursor(0, shown[-1].id).encode() if more else None)

    async def record_card(self, lead_id: int, place: CardPlace) -> None:
        """Remember the message that shows a lead to members."""
        async with self._storage.writing() as unit:
            await unit[LeadRepository].place_card(lead_id, place, in_queue=False)

    async def record_queue_card(self, lead_id: int, place: CardPlace) -> None:
        """Remember the message that shows a lead to moderators."""
        async with self._storage.writing() as unit:
            await unit[LeadRepository].place_card(lead_id, place, in_queue=True)

    async def forget_channel(self, channel_id: int) -> None:
        """Forget the cards in a channel that Discord deleted; the leads stay."""
        async with self._storage.writing() as unit:
            await unit[LeadRepository].forget_cards(channel_id=channel_id)

    async def forget_message(self, message_id: int) -> None:
        """Forget a card that Discord deleted; the lead stays."""
        async with self._storage.writing() as unit:
            await unit[LeadRepository].forget_cards(message_id=message_id)


def cursor_at(lead: Lead, sort: Sort) -> Cursor:
    """Return the cursor of a list's row."""
    posted_at = lead.posted_at or lead.created_at
    match sort:
        case Sort.BEST:
            return Cursor(rank(posted_at, lead.upvotes, lead.worked), lead.id)
        case Sort.NEW:
            return Cursor((posted_at - EPOCH) // timedelta(microseconds=1), lead.id)
        case Sort.CLOSING_SOON:
            return Cursor((lead.expires_at - EPOCH) // timedelta(microseconds=1), lead.id)
