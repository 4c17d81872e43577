"""Who may act on a lead: rules that need nothing but what they are given."""

from datetime import datetime, timedelta

from bot.kit.actors import Actor
from bot.leads.model.errors import LeadNotFound, NotLive, NotYourLead, OwnLead, TooNewHere
from bot.leads.model.lead import Lead
from bot.leads.model.votes import Press


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


def require_live(lead: Lead, now: datetime) -> None:
    """Raise NotLive where members may no longer act on the lead."""
    if not lead.is_live(now):
        raise NotLive(lead)


def require_other(lead: Lead, actor: Actor) -> None:
    """Raise OwnLead where the actor shared the lead."""
    if lead.poster_id == actor.member_id:
        raise OwnLead


def require_membership(actor: Actor, needed: timedelta, now: datetime) -> None:
    """Raise TooNewHere where the actor has not been in the server for as long as it asks."""
    if needed and (actor.joined_at is None or actor.joined_at + needed > now):
        raise TooNewHere(needed)


def votable(press: Press, lead: Lead | None, needed_membership: timedelta, now: datetime) -> Lead:
    """Return the lead that a press may vote on; raises LeadNotFound, NotLive, OwnLead and TooNewHere."""
    lead = found(lead, press.actor.guild_id)
    require_live(lead, now)
    require_other(lead, press.actor)
    require_membership(press.actor, needed_membership, now)
    return lead
