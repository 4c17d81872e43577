"""The daily digest: what it holds, how far it got, and why it may be paused."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.ask.model import GapTopic
from bot.kit.actors import CardPlace
from bot.kit.errors import TollfreeError
from bot.kit.local_time import GRACE, Due, local_date
from bot.leads.model.lead import Lead

LEASE = timedelta(minutes=5)
"""How long a claimed digest is kept from other processes; one that was not settled by then is taken up again."""


class DigestState(StrEnum):
    """How far one day's digest got; all but the first are final."""

    CLAIMED = "claimed"
    POSTED = "posted"
    SKIPPED = "skipped"
    MISSED = "missed"
    REFUSED = "refused"
    """Discord takes it in no form; its role has had its turn."""


_HAD_A_TURN = frozenset({DigestState.POSTED, DigestState.CLAIMED, DigestState.REFUSED})


class Pause(StrEnum):
    """Why a server gets no digest for now."""

    MODERATOR = "moderator"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Pick:
    """A page of the day, and the round (from 0) in which every page has its turn once."""

    page_id: str
    round: int


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """When a server's next digest is due, unless it is paused."""

    guild_id: int
    next_at: datetime
    pause: Pause | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """One day's digest of a server, as stored; `claimed_at` is when it was first begun."""

    guild_id: int
    local_date: date
    state: DigestState
    claimed_at: datetime
    lease_until: datetime
    settled_at: datetime | None = None
    place: CardPlace | None = None
    role: Pick | None = None
    myth: Pick | None = None

    @property
    def is_final(self) -> bool:
        """Return whether nothing more happens for this day."""
        return self.state is not DigestState.CLAIMED

    @property
    def had_its_turn(self) -> bool:
        """Return whether its role and myth were shown, or are being shown; days skipped or missed have none."""
        return self.state in _HAD_A_TURN

    def is_held(self, now: datetime) -> bool:
        """Return whether somebody has begun it, and may still be at it."""
        return not self.is_final and self.lease_until > now

    def is_void(self, now: datetime) -> bool:
        """Return whether a day was given up, without a message, at a moment still to come: the clock was ahead."""
        gave_up = self.state in {DigestState.MISSED, DigestState.SKIPPED}
        return gave_up and self.settled_at is not None and self.settled_at > now

    def stands(self, now: datetime) -> bool:
        """Return whether nothing more happens for this day, by a clock that was right."""
        return self.is_final and not self.is_void(now)

    @property
    def was_tried(self) -> bool:
        """Return whether somebody held it before it was settled, so that there may be a message of it."""
        return self.claimed_at != self.settled_at


def may_still_come(due: Due, begun: Digest | None, now: datetime, zone: str) -> bool:
    """Return whether a digest that was due may be posted now: for six hours.

    One that a wrong clock gave up may be posted as long as its own day lasts: only the clock kept it from coming.
    """
    if now - due.at <= GRACE:
        return True
    return begun is not None and begun.is_void(now) and local_date(now, zone) == due.day


@dataclass(frozen=True, slots=True)
class DigestContent:
    """What one digest says; the leads are sealed.

    `is_closing_news` tells whether a closing lead was not yet in an earlier digest, or ends within a day.
    """

    role: Pick | None
    myth: Pick | None
    best: tuple[Lead, ...] = ()
    closing: tuple[Lead, ...] = ()
    is_closing_news: bool = False
    reviewed: tuple[str, ...] = ()
    gaps: tuple[GapTopic, ...] = ()
    role_line: str | None = None
    """What the server has to say of the role, such as that somebody there answers questions."""

    @property
    def would_repeat(self) -> bool:
        """Return whether the server has had the role and the myth before, and there is nothing else to say."""
        has_news = self.best or self.is_closing_news or self.reviewed or self.gaps
        return not has_news and all(pick.round > 0 for pick in (self.role, self.myth) if pick)


@dataclass(frozen=True, slots=True)
class DigestClaim:
    """One day's digest that this process alone may post now; `is_retry`: an earlier attempt may have posted it."""

    digest: Digest
    content: DigestContent
    channel_id: int
    is_retry: bool

    @property
    def nonce(self) -> str:
        """Return what keeps Discord from taking the message twice: the same for all attempts, at most 25 characters."""
        return f"{self.digest.guild_id:x}-{self.digest.local_date:%y%m%d}"


class NoDigestChannel(TollfreeError):
    """Raised where a digest is asked for in a server that has chosen no channel for it."""

    def __init__(self) -> None:
        super().__init__("No channel is chosen for the digest yet. Choose one in /setup, under *Digest*.")


class DigestAlreadyPosted(TollfreeError):
    """Raised when today's digest is asked for and is there already."""

    def __init__(self, guild_id: int, place: CardPlace | None) -> None:
        where = f"https://discord.com/channels/{guild_id}/{place.channel_id}/{place.message_id}" if place else ""
        super().__init__(f"Today’s digest is posted already: {where} There is one a day, so members can rely on it.")


class DigestUnderWay(TollfreeError):
    """Raised when today's digest is being posted at this very moment."""

    def __init__(self) -> None:
        super().__init__("Today’s digest is being posted right now. Look again in a minute; I try until it is there.")
