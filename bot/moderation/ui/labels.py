"""The words that moderators read for the controlled words of review."""

from bot.leads.model.lead import ReviewReason
from bot.servers.model.audit import Act

WHY = {
    ReviewReason.NEWCOMER: "the poster’s first lead in this server",
    ReviewReason.SIGNS: "its text has warning signs of a paid offer",
    ReviewReason.LOOK_ALIKE: "its link looks like a known site but is another",
    ReviewReason.REPORTS: "members reported it",
    ReviewReason.CHANGED: "where it leads, its title or organization was changed",
    ReviewReason.DELETED: "somebody deleted its message",
}

ACT = {
    Act.APPROVED: "approved",
    Act.REJECTED: "rejected",
    Act.REOPENED: "reopened",
    Act.BLOCKED_DOMAIN: "blocked a domain",
    Act.BLOCKED_POSTER: "blocked a poster",
    Act.UNBLOCKED: "lifted a block",
    Act.ASKED_TO_UNSEAL: "asked to unseal",
    Act.UNSEALED: "unsealed",
    Act.SETTINGS_CHANGED: "changed settings",
}

DECIDED = {
    Act.APPROVED: "✅ A moderator approved this lead.",
    Act.REJECTED: "🚫 A moderator rejected this lead. Its poster is told why.",
    Act.BLOCKED_DOMAIN: "🚫 A moderator blocked the domain and rejected this lead.",
    Act.BLOCKED_POSTER: "🚫 A moderator blocked the poster and rejected this lead.",
}
