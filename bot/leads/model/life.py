"""How long a lead lives, and when its poster is asked to renew it."""

from datetime import UTC, date, datetime, time, timedelta

from bot.leads.model.lead import Lead, LeadStatus

LIFE = timedelta(days=30)
RENEWAL_WINDOW = timedelta(days=5)
CLOSURES_NEEDED = 2
"""How many members who are not the poster close a lead."""


def expiry(now: datetime, closes_on: date | None) -> datetime:
    """Return when a lead ends that is posted or renewed now: after 30 days, or with its closing date in UTC."""
    latest = now + LIFE
    if closes_on is None:
        return latest
    return min(latest, datetime.combine(closes_on + timedelta(days=1), time(), UTC))


def may_renew(lead: Lead, now: datetime) -> bool:
    """Return whether the poster may renew now: from 5 days before the end until 30 days after it."""
    if lead.status not in {LeadStatus.LIVE, LeadStatus.EXPIRED}:
        return False
    return lead.expires_at - RENEWAL_WINDOW <= now < lead.expires_at + LIFE
