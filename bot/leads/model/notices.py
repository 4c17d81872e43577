"""What the bot tells posters by itself."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What happened."""

    RENEWAL = "renewal"
    APPROVED = "approved"
    REJECTED = "rejected"
    REFUSED = "refused"
    UNSEALED = "unsealed"
    DELETED = "deleted"
    """Somebody deleted its card by hand."""
