"""An insider's profile for one role in one server: declared by themselves, never proved."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

USUAL_LIMIT = 2
HIGHEST_LIMIT = 10
MONTH = timedelta(days=30)
LONGEST_ABOUT = 300
UNANSWERED_PROMPTS = 2
"""So many daily messages in a row without any press pause somebody."""
SILENCE = timedelta(days=3)
"""How long the last of them may wait for a press."""
_ANCIENT = 15


class Standing(StrEnum):
    """Whether an insider takes questions now."""

    ACTIVE = "active"
    PAUSED = "paused"
    SILENT = "silent"
    """Paused by two messages without an answer."""
    REPORTED = "reported"
    """Paused by two reports."""


class Years(StrEnum):
    """How long somebody has done the work."""

    UNDER_TWO = "under_two"
    TWO_TO_FIVE = "two_to_five"
    SIX_TO_TEN = "six_to_ten"
    OVER_TEN = "over_ten"


@dataclass(frozen=True, slots=True)
class Declared:
    """What somebody says of themselves; `until_year` is None for work they do now, `about` may cross."""

    until_year: int | None
    years: Years
    about: str | None = field(default=None, repr=False)
    us_state: str | None = field(default=None, repr=False)
    elsewhere_only: bool = False
    monthly_limit: int = USUAL_LIMIT


@dataclass(frozen=True, slots=True)
class Insider:
    """A stored profile."""

    id: int
    guild_id: int
    role_id: str
    member_id: int = field(repr=False)
    declared: Declared
    standing: Standing

    @property
    def is_active(self) -> bool:
        """Return whether it takes questions now."""
        return self.standing is Standing.ACTIVE

    @property
    def may_resume(self) -> bool:
        """Return whether its owner may take it up again by themselves."""
        return self.standing in {Standing.PAUSED, Standing.SILENT}


def until_years(now: datetime) -> list[int]:
    """Return the years until which somebody may have done the work, the latest first; the last means “or earlier”."""
    return list(range(now.year, now.year - _ANCIENT, -1))
