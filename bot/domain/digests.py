"""The daily digest: what it holds, how far it got, and why it may be paused."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.leads import CardPlace, Lead


class DigestState(StrEnum):
    """How far one day's digest got; all but the first are final."""

    CLAIMED = "claimed"
    POSTED = "posted"
    SKIPPED = "skipped"
    MISSED = "missed"


class Pause(StrEnum):
    """Why a server gets no digest for now."""

    MODERATOR = "moderator"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Pick:
    """A page of the day, and the round in which every page has its turn once."""

    page_id: str
    round: int


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """When a server's next digest is due, unless it is paused."""

    guild_id: int
    next_at: datetime
    pause: Pause | None = None
    said_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Digest:
    """One day's digest of a server, as stored."""

    guild_id: int
    local_date: date
    state: DigestState
    due_at: datetime
    lease_until: datetime
    settled_at: datetime | None = None
    place: CardPlace | None = None
    role: Pick | None = None
    myth: Pick | None = None


@dataclass(frozen=True, slots=True)
class GapTopic:
    """A page that came nearest to questions of this server that the notes did not answer, and how many there were."""

    page_id: str
    count: int


@dataclass(frozen=True, slots=True)
class DigestContent:
    """What one digest says; the leads are sealed."""

    local_date: date
    role: Pick | None
    myth: Pick | None
    best: tuple[Lead, ...] = ()
    closing: tuple[Lead, ...] = ()
    reviewed: tuple[str, ...] = ()
    gaps: tuple[GapTopic, ...] = ()

    @property
    def has_news(self) -> bool:
        """Return whether there is anything besides the pages of the day."""
        return bool(self.best or self.closing or self.reviewed or self.gaps)

    @property
    def would_repeat(self) -> bool:
        """Return whether this server has had the role and the myth before, and there is nothing else."""
        picks = [pick for pick in (self.role, self.myth) if pick]
        return not self.has_news and all(pick.round > 0 for pick in picks)
