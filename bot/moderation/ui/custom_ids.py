"""Custom ids of moderation."""

from bot.kit.ui.custom_ids import ID, CustomId
from bot.servers.model.audit import Act

DECISIONS = {
    "approve": Act.APPROVED,
    "reject": Act.REJECTED,
    "domain": Act.BLOCKED_DOMAIN,
    "poster": Act.BLOCKED_POSTER,
}
"""What a moderator may decide about a lead in the queue, by its word in a custom id."""
REVIEW = CustomId("review", what="|".join(DECISIONS), lead_id=ID)
"""A decision about a lead in the queue."""
PAGE = CustomId("modpage", what="queue|audit", mark=ID)
"""A button to another page of the queue or of the audit log; `mark` is the last id that was seen, 0 for none."""
