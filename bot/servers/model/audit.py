"""What moderators did, for the audit log."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


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
class AuditEntry:
    """One act; `moderator_id` is None once that moderator asked to be forgotten."""

    id: int
    at: datetime
    act: Act
    moderator_id: int | None = field(repr=False)
    lead_id: int | None
    detail: str | None
