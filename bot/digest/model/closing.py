"""When the end of a lead is told in a digest, and when it is news there."""

from datetime import datetime, timedelta

_TOLD_BEFORE = timedelta(days=7)
_LAST_CALL = timedelta(days=1)


def ends_soon(expires_at: datetime, now: datetime) -> bool:
    """Return whether a lead ends within a week."""
    return expires_at <= now + _TOLD_BEFORE


def is_news(expires_at: datetime, since: datetime, now: datetime) -> bool:
    """Return whether the end of a lead was too far off for the digest before, or comes within a day."""
    return expires_at <= now + _LAST_CALL or not ends_soon(expires_at, since)
