"""When a server's digest is due, in its own local time.

A local date is due at most once, whatever its clock does: in an overlap at the first of the two times, in a gap at the
same distance after it, or, where that would be another day, at the last time before it. A date that a zone leaves out
altogether (Samoa had no 30 December 2011) is never due.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

GRACE = timedelta(hours=6)
"""How late a digest may still be posted; one that is later is missed, and only the next one comes."""

_DAY = timedelta(days=1)
_STEP = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Due:
    """A local date, and the moment in UTC when its digest is due."""

    day: date
    at: datetime


def next_due(after: datetime, at: time, zone: str) -> Due:
    """Return the first due moment that is later than `after` (aware)."""
    day = local_date(after, zone) - _DAY
    while (due := _due(day, at, zone)) is None or due.at <= after:
        day += _DAY
    return due


def latest_due(now: datetime, at: time, zone: str) -> Due:
    """Return the last due moment that is not later than `now` (aware)."""
    day = local_date(now, zone) + _DAY
    while (due := _due(day, at, zone)) is None or due.at > now:
        day -= _DAY
    return due


def local_date(moment: datetime, zone: str) -> date:
    """Return the date that a moment (aware) has in a zone."""
    return moment.astimezone(zone_of(zone)).date()


def end_of_day(day: date, zone: str) -> datetime:
    """Return the moment in UTC when a day ends in a zone; raises OverflowError where there is none after it."""
    return datetime.combine(day + _DAY, time(), zone_of(zone)).astimezone(UTC)


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """Return a zone by its name; UTC for one that the time zone database has dropped since it was stored."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def has_zone(name: str) -> bool:
    """Return whether the time zone database has a zone."""
    return zone_of(name).key == name


def _due(day: date, at: time, zone: str) -> Due | None:
    wanted = datetime.combine(day, at)
    while wanted.date() == day:
        moment = wanted.replace(tzinfo=zone_of(zone), fold=0).astimezone(UTC)
        if local_date(moment, zone) == day:
            return Due(day, moment)
        wanted -= _STEP
    return None
