"""What the parts of LeadService share."""

from bot.domain.lead_errors import DuplicateLead
from bot.domain.leads import Actor, Lead, LeadStatus
from bot.services.ballot_box import BallotBox
from bot.services.clock import Clock
from bot.services.lead_ports import LeadPages, OfferSigns
from bot.services.lead_rules import found, own, require_live, require_membership, require_other
from bot.storage.leads import LeadRepository
from bot.storage.settings import GuildSettingsRepository
from bot.storage.unit_of_work import Storage, UnitOfWork
from bot.storage.vote_counter import VoteCounter


class LeadBase:
    """Holds the ports, and finds leads for those who may act on them."""

    def __init__(self, storage: Storage, clock: Clock, pages: LeadPages, signs: OfferSigns) -> None:
        self._storage = storage
        self._clock = clock
        self._pages = pages
        self._signs = signs
        self._ballot_box = BallotBox(VoteCounter(storage), clock)

    async def _locked(self, unit: UnitOfWork, lead_id: int, guild_id: int) -> Lead:
        return found(await unit[LeadRepository].get(lead_id, lock=True), guild_id)

    async def _locked_own(self, unit: UnitOfWork, lead_id: int, actor: Actor) -> Lead:
        return own(await self._locked(unit, lead_id, actor.guild_id), actor)

    async def _locked_for_others(self, unit: UnitOfWork, lead_id: int, actor: Actor) -> Lead:
        """Return a live lead that the actor, who is not its poster, may vote on or report."""
        lead = await self._locked(unit, lead_id, actor.guild_id)
        self._require_live(lead)
        require_other(lead, actor)
        await self._require_membership(unit, actor)
        return lead

    async def _require_membership(self, unit: UnitOfWork, actor: Actor) -> None:
        needed = (await unit[GuildSettingsRepository].get(actor.guild_id)).minimum_membership
        require_membership(actor, needed, self._clock.now())

    def _require_live(self, lead: Lead) -> None:
        require_live(lead, self._clock.now())


async def require_only(unit: UnitOfWork, lead: Lead) -> None:
    """Raise DuplicateLead where another lead with the same link is live; the server must be locked."""
    if lead.content.link_key is None:
        return
    other = await unit[LeadRepository].with_link(lead.guild_id, lead.content.link_key)
    if other is not None and other.id != lead.id and other.status is LeadStatus.LIVE:
        raise DuplicateLead(other)
