"""Find leads, locked, for those who may act on them."""

from datetime import datetime

from bot.kit.actors import Actor
from bot.kit.storage.transactions import UnitOfWork
from bot.leads.model.errors import DuplicateLead
from bot.leads.model.lead import HOLDS_ITS_LINK, Lead
from bot.leads.service.rules import found, own, require_live, require_membership, require_other
from bot.leads.storage.leads import LeadRepository
from bot.servers.storage.settings import GuildSettingsRepository


async def locked(unit: UnitOfWork, lead_id: int, guild_id: int) -> Lead:
    """Return a lead of the server that nobody else changes until the transaction ends; raises LeadNotFound."""
    return found(await unit[LeadRepository].get(lead_id, lock=True), guild_id)


async def locked_own(unit: UnitOfWork, lead_id: int, actor: Actor) -> Lead:
    """Return the actor's own lead, locked; raises LeadNotFound and NotYourLead."""
    return own(await locked(unit, lead_id, actor.guild_id), actor)


async def locked_for_others(unit: UnitOfWork, lead_id: int, actor: Actor, now: datetime) -> Lead:
    """Return a live lead, locked, that the actor may vote on or report.

    Raises LeadNotFound, NotLive, OwnLead and TooNewHere.
    """
    lead = await locked(unit, lead_id, actor.guild_id)
    require_live(lead, now)
    require_other(lead, actor)
    await require_long_enough_here(unit, actor, now)
    return lead


async def require_long_enough_here(unit: UnitOfWork, actor: Actor, now: datetime) -> None:
    """Raise TooNewHere for a member who joined the server too recently to vote."""
    needed = (await unit[GuildSettingsRepository].get(actor.guild_id)).minimum_membership
    require_membership(actor, needed, now)


async def require_only(unit: UnitOfWork, lead: Lead) -> None:
    """Raise DuplicateLead where another lead with the same link is live; the server must be locked."""
    if lead.content.link_key is None:
        return
    other = await unit[LeadRepository].with_link(lead.guild_id, lead.content.link_key)
    if other is not None and other.id != lead.id and other.status in HOLDS_ITS_LINK:
        raise DuplicateLead(other)
