"""What the parts of LeadService share."""

from bot.domain.lead_errors import DuplicateLead, LeadNotFound, NotLive, NotYourLead, OwnLead, TooNewHere
from bot.domain.leads import Actor, Lead, LeadStatus
from bot.services.clock import Clock
from bot.services.lead_ports import LeadPages, OfferSigns
from bot.services.ports import Storage, UnitOfWork


class LeadBase:
    """Holds the ports, and finds leads for those who may act on them."""

    def __init__(self, storage: Storage, clock: Clock, pages: LeadPages, signs: OfferSigns) -> None:
        self._storage = storage
        self._clock = clock
        self._pages = pages
        self._signs = signs

    async def _locked(self, unit: UnitOfWork, lead_id: int, guild_id: int) -> Lead:
        return found(await unit.leads.get(lead_id, lock=True), guild_id)

    async def _locked_own(self, unit: UnitOfWork, lead_id: int, actor: Actor) -> Lead:
        return own(await self._locked(unit, lead_id, actor.guild_id), actor)

    async def _locked_for_others(self, unit: UnitOfWork, lead_id: int, actor: Actor) -> Lead:
        """Return a live lead that the actor, who is not its poster, may vote on or report."""
        lead = await self._locked(unit, lead_id, actor.guild_id)
        self._require_live(lead)
        if lead.poster_id == actor.member_id:
            raise OwnLead
        await self._require_membership(unit, actor)
        return lead

    async def _require_membership(self, unit: UnitOfWork, actor: Actor) -> None:
        needed = (await unit.guild_settings.get(actor.guild_id)).minimum_membership
        if needed and (actor.joined_at is None or actor.joined_at + needed > self._clock.now()):
            raise TooNewHere(actor.joined_at, needed)

    def _require_live(self, lead: Lead) -> None:
        if not lead.is_live(self._clock.now()):
            raise NotLive(lead)


def found(lead: Lead | None, guild_id: int) -> Lead:
    """Return a lead of this server; raises LeadNotFound for one that is gone or elsewhere."""
    if lead is None or lead.guild_id != guild_id:
        raise LeadNotFound
    return lead


def own(lead: Lead, actor: Actor) -> Lead:
    """Return the lead; raises NotYourLead where the actor did not share it."""
    if lead.poster_id != actor.member_id:
        raise NotYourLead
    return lead


async def require_only(unit: UnitOfWork, lead: Lead) -> None:
    """Raise DuplicateLead where another lead with the same link is live; the server must be locked."""
    if lead.content.link_key is None:
        return
    other = await unit.leads.with_link(lead.guild_id, lead.content.link_key)
    if other is not None and other.id != lead.id and other.status is LeadStatus.LIVE:
        raise DuplicateLead(other)
