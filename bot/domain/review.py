"""What moderators look at and decide."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.leads import Lead


class ReviewReason(StrEnum):
    """Why a lead waits for a moderator."""

    NEWCOMER = "newcomer"
    SIGNS = "signs"
    LOOK_ALIKE = "look_alike"
    REPORTS = "reports"


class ReportReason(StrEnum):
    """Why a member reports a lead."""

    COSTS_MONEY = "costs_money"
    GONE = "gone"
    MISLEADING = "misleading"
    SPAM = "spam"
    OTHER = "other"


class Act(StrEnum):
    """What a moderator did, for the audit log."""

    APPROVED = "approved"
    REJECTED = "rejected"
    REOPENED = "reopened"
    BLOCKED_DOMAIN = "blocked_domain"
    BLOCKED_POSTER = "blocked_poster"
    UNBLOCKED = "unblocked"
    ASKED_TO_UNSEAL = "asked_to_unseal"
    UNSEALED = "unsealed"
    SETTINGS_CHANGED = "settings_changed"


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A lead in the queue, sealed, with what members reported; never who did."""

    lead: Lead
    reports: tuple[tuple[ReportReason, int], ...]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act; `moderator_id` is None once that moderator asked to be forgotten."""

    id: int
    at: datetime
    act: Act
    moderator_id: int | None = field(repr=False)
    lead_id: int | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """A blocked domain, or a blocked poster known only by the lead it began with and a keyed hash."""

    id: int
    domain: str | None
    lead_id: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Unsealing:
    """How far unsealing got; `poster_id` is given once two different moderators asked."""

    lead: Lead
    poster_id: int | None = field(repr=False)
    still_needed: int
