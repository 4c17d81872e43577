"""What the bot has to tell a poster, or show on a card, by itself."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.leads.model.lead import Lead


class NoticeKind(StrEnum):
    """What happened."""

    EXPIRED = "expired"
    RENEWAL = "renewal"
    APPROVED = "approved"
    REJECTED = "rejected"
    UNSEALED = "unsealed"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell: redraw the lead's card, and write to the poster, if there still is one.

    The lead is sealed; `poster_id` is for the private message alone. `reason` is the moderator's, on a rejection.
    """

    lead: Lead
    kind: NoticeKind
    poster_id: int | None = field(repr=False)
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A notice as stored."""

    lead_id: int
    kind: NoticeKind
    reason: str | None
