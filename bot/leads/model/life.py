"""How long a lead lives, and when its poster is asked to renew it."""

from datetime import date, datetime, timedelta

from bot.kit.local_time import end_of_day
from bot.leads.model.lead import Lead, LeadStatus

LIFE = timedelta(days=30)
RENEWAL_WINDOW = timedelta(days=5)
_A_DAY = timedelta(days=1)
CLOSURES_NEEDED = 2
"""How many members who are not the poster close a lead."""


def expiry(now: datetime, closes_on: date | None, zone: str = "UTC") -> datetime:
    """Return when a lead ends that is posted or renewed now: after 30 days, or with its closing date in its server."""
    latest = now + LIFE
    if closes_on is None or closes_on > latest.date() + _A_DAY:
        return latest
    return min(latest, end_of_day(closes_on, zone))


def may_renew(lead: Lead, now: datetime) -> bool:
    """Return whether the poster may renew now: from 5 days before the end until 30 days after it."""
    if lead.status not in {LeadStatus.LIVE, LeadStatus.EXPIRED}:
        return False
    return lead.expires_at - RENEWAL_WINDOW <= now < lead.expires_at + LIFE
