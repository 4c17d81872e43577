"""*This became a pitch*: reports, and what they come to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

REPORTS_TO_PAUSE = 2
"""So many reports, by different people, pause somebody."""


class Side(StrEnum):
    """On which side of a question somebody stood."""

    ASKER = "asker"
    INSIDER = "insider"


@dataclass(frozen=True, slots=True)
class Suspension:
    """Somebody whom reports paused, as moderators see it: nothing of whom, of which question, of which role."""

    id: int
    reports: int
    since: datetime
    kept_at: datetime | None
    """When moderators decided that it stays so."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What moderators see of questions of the last 90 days: how many ended how."""

    answered: int
    talked: int
    closed: int
    open: int
