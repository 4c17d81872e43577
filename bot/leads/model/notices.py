"""What the bot tells posters by itself."""

from enum import StrEnum


class NoticeKind(StrEnum):
    """What happened."""

    RENEWAL = "renewal"
    APPROVED = "approved"
    REJECTED = "rejected"
    """Its reason is the moderator's own words."""
    DOMAIN_BLOCKED = "domain_blocked"
    """Rejected with its link's domain, which stands as the reason."""
    POSTER_BLOCKED = "poster_blocked"
    REFUSED = "refused"
    UNSEALED = "unsealed"
    DELETED = "deleted"
    """Somebody deleted its card by hand."""
