"""Steps that decisions about leads share; each is called inside the transaction of the decision."""

from dataclasses import replace
from datetime import datetime

from bot.kit.actors import Actor
from bot.kit.storage.transactions import UnitOfWork
from bot.leads.model.lead import IN_REVIEW, Lead, LeadStatus
from bot.leads.model.notices import NoticeKind
from bot.leads.service.finding import locked
from bot.leads.service.showing import show_everywhere, tell_poster
from bot.leads.storage.leads import LeadRepository
from bot.leads.storage.opinions import ReportRepository
from bot.moderation.model import AlreadyDecided, TextChanged
from bot.servers.model.audit import Act
from bot.servers.storage.audit import AuditRepository

_LONGEST_REASON = 500
_TOLD = {
    Act.REJECTED: NoticeKind.REJECTED,
    Act.BLOCKED_DOMAIN: NoticeKind.DOMAIN_BLOCKED,
    Act.BLOCKED_POSTER: NoticeKind.POSTER_BLOCKED,
}


async def undecided(unit: UnitOfWork, lead_id: int, actor: Actor, seen: str | None = None) -> Lead:
    """Return a lead that waits for a decision, locked; `seen` is the version that was read, None for any.

    Raises LeadNotFound, AlreadyDecided and TextChanged.
    """
    lead = await locked(unit, lead_id, actor.guild_id)
    if lead.status not in IN_REVIEW:
        raise AlreadyDecided(lead, await unit[AuditRepository].last_decision(lead.id))
    if seen is not None and seen != lead.content.version:
        raise TextChanged
    return lead


async def undecided_or_live(unit: UnitOfWork, lead_id: int, actor: Actor) -> Lead:
    """Return a lead that is live or waits for a decision, locked; raises LeadNotFound and AlreadyDecided."""
    lead = await locked(unit, lead_id, actor.guild_id)
    return lead if lead.status is LeadStatus.LIVE else await undecided(unit, lead_id, actor)


async def rejected(unit: UnitOfWork, lead: Lead, actor: Actor, act: Act, reason: str | None, now: datetime) -> Lead:
    """Refuse a locked lead, settle its reports, and let the poster hear why; return it sealed.

    `reason` is what the moderator wrote, or the domain that was blocked.
    """
    refused = replace(lead, status=LeadStatus.REJECTED, reports=0)
    text = reason[:_LONGEST_REASON] if reason else None
    await unit[ReportRepository].settle(lead.id)
    await unit[LeadRepository].save(refused)
    await unit[AuditRepository].add(lead.guild_id, actor.member_id, act, now, lead_id=lead.id, detail=text)
    await show_everywhere(unit, refused, now)
    await tell_poster(unit, refused, _TOLD[act], now, text)
    return refused.sealed()
