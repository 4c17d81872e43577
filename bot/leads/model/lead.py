"""A lead: a job, referral, contract, fellowship or free resource that a member shares."""

import hashlib
from dataclasses import astuple, dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from bot.kit.actors import CardPlace


class LeadKind(StrEnum):
    """What is shared."""

    JOB = "job"
    REFERRAL = "referral"
    CONTRACT = "contract"
    FELLOWSHIP = "fellowship"
    FREE_RESOURCE = "free_resource"


class Workplace(StrEnum):
    """Where the work is done."""

    UNKNOWN = "unknown"
    ON_SITE = "on_site"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Tie(StrEnum):
    """What ties the poster to the lead; stated on the card."""

    NONE = "none"
    WORKS_THERE = "works_there"
    HIRES = "hires"
    PAID = "paid"
    OWNS = "owns"
    OTHER = "other"


class LeadStatus(StrEnum):
    """Where a lead stands."""

    PENDING = "pending"
    POSTING = "posting"
    """Accepted, and its card does not stand yet."""
    REFUSED = "refused"
    """Discord did not take its card; its poster may change it and try again."""
    LIVE = "live"
    HIDDEN = "hidden"
    CLOSED = "closed"
    EXPIRED = "expired"
    REJECTED = "rejected"

    @property
    def shelf(self) -> "Shelf":
        """Return where members find leads of this status."""
        return _SHELVES.get(self, Shelf.NONE)


class Shelf(StrEnum):
    """Where members find a lead: among the live ones, in the archive, or nowhere."""

    LIVE = "live"
    ARCHIVE = "archive"
    NONE = "none"


_SHELVES = {
    LeadStatus.LIVE: Shelf.LIVE,
    LeadStatus.CLOSED: Shelf.ARCHIVE,
    LeadStatus.EXPIRED: Shelf.ARCHIVE,
}
IN_REVIEW = frozenset({LeadStatus.PENDING, LeadStatus.HIDDEN})
HOLDS_ITS_LINK = frozenset({LeadStatus.LIVE, LeadStatus.POSTING})
"""A lead with the same link as one of these is a duplicate."""


@dataclass(frozen=True, slots=True)
class LeadContent:
    """What the poster says, checked and cleaned; `link_key` is a fingerprint that equal links share."""

    kind: LeadKind
    title: str
    organization: str
    link_url: str | None
    link_domain: str | None
    link_key: str | None
    how_to_ask: str | None
    role_id: str | None
    sector_id: str | None
    location: str | None
    workplace: Workplace
    closes_on: date | None
    pay: str | None
    tie: Tie

    @property
    def version(self) -> str:
        """Return what tells this content from another: 8 hexadecimal digits."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:8]

    @property
    def identity(self) -> tuple[str | None, str, str]:
        """Return what makes it this lead and not another: where it leads, title and organization.

        The address counts, not its `link_key`: any site can name the number of another's job.
        """
        return self.link_url or self.how_to_ask, self.title, self.organization


@dataclass(frozen=True, slots=True)
class Lead:
    """A stored lead.

    `poster_id` is for rules and private messages alone: services that answer members or moderators give `sealed()`
    leads, where a pseudonymous poster's id is missing. `poster_name` is what the card may show.
    """

    id: int
    guild_id: int
    content: LeadContent
    status: LeadStatus
    is_pseudonymous: bool
    poster_id: int | None = field(repr=False)
    poster_name: str | None = field(repr=False)
    poster_left: bool
    created_at: datetime
    posted_at: datetime | None
    life_from: datetime
    expires_at: datetime
    closed_at: datetime | None
    upvotes: int
    worked: int
    reports: int
    closures: int
    card: CardPlace | None
    queue_card: CardPlace | None
    home_channel_id: int | None = None
    """Where it was shared: its card goes there in a server without a leads channel."""
    review_reasons: tuple[str, ...] = ()
    review_note: str | None = None
    renewal_asked_at: datetime | None = None
    unsealed_at: datetime | None = None

    def sealed(self) -> Self:
        """Return the lead as anybody may hold it: without the id of a pseudonymous poster."""
        return replace(self, poster_id=None) if self.is_pseudonymous else self

    def as_live(self) -> Self:
        """Return the lead as its card shows it from the moment it stands."""
        return replace(self, status=LeadStatus.LIVE) if self.status is LeadStatus.POSTING else self

    def is_live(self, now: datetime) -> bool:
        """Return whether members may act on it; a lead past its end is not live, swept or not."""
        return self.status is LeadStatus.LIVE and self.expires_at > now


@dataclass(frozen=True, slots=True)
class NewLead:
    """A lead to store."""

    guild_id: int
    token: str
    content: LeadContent
    status: LeadStatus
    is_pseudonymous: bool
    poster_id: int = field(repr=False)
    poster_name: str | None = field(repr=False)
    created_at: datetime
    posted_at: datetime | None
    expires_at: datetime
    review_reasons: tuple[str, ...]
    review_note: str | None
    home_channel_id: int | None = None


class ReviewReason(StrEnum):
    """Why a lead waits for a moderator."""

    NEWCOMER = "newcomer"
    SIGNS = "signs"
    LOOK_ALIKE = "look_alike"
    REPORTS = "reports"
    CHANGED = "changed"
    """Where it leads, its title or its organization is another than what was approved."""
    DELETED = "deleted"
    """Somebody deleted the message of its card."""


class ReportReason(StrEnum):
    """Why a member reports a lead."""

    COSTS_MONEY = "costs_money"
    GONE = "gone"
    MISLEADING = "misleading"
    SPAM = "spam"
    OTHER = "other"
