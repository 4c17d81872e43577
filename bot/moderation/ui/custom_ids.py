"""Custom ids of moderation."""

from bot.kit.ui.custom_ids import ID, CustomId
from bot.servers.model.audit import Act

DECISIONS = {
    "approve": Act.APPROVED,
    "reject": Act.REJECTED,
    "domain": Act.BLOCKED_DOMAIN,
    "poster": Act.BLOCKED_POSTER,
    "down": Act.REJECTED,
    "ban": Act.BLOCKED_POSTER,
}
"""What a moderator may decide about a lead, by its word in a custom id."""
OF_LIVE_LEADS = frozenset({"down", "ban"})
"""These take down a lead that is live; the others are for leads that wait."""
REVIEW = CustomId("review", what="|".join(DECISIONS), lead_id=ID, seen="?[0-9a-f]{8}")
"""A decision about a lead; `seen` is the version of the text that the moderator reads beside the button."""
PAGE = CustomId("modpage", what="queue|audit|blocks", mark=ID)
"""A button to another page of a list; `mark` is the last id that was seen, 0 for none."""
