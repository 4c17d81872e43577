"""The words that members read for the controlled words of leads."""

from bot.leads.model.lead import LeadKind, LeadStatus, ReportReason, ReviewReason, Tie, Workplace

KIND = {
    LeadKind.JOB: "Job",
    LeadKind.REFERRAL: "Referral",
    LeadKind.CONTRACT: "Contract",
    LeadKind.FELLOWSHIP: "Fellowship",
    LeadKind.FREE_RESOURCE: "Free resource",
}

WORKPLACE = {
    Workplace.UNKNOWN: "Not stated",
    Workplace.ON_SITE: "On site",
    Workplace.HYBRID: "Partly remote",
    Workplace.REMOTE: "Remote",
}

TIE = {
    Tie.NONE: "No tie to it",
    Tie.WORKS_THERE: "Works there",
    Tie.HIRES: "Hires for it",
    Tie.PAID: "Is paid for sharing it",
    Tie.OWNS: "Owns it, or a part of it",
    Tie.OTHER: "Has another tie to it",
}

STATUS = {
    LeadStatus.PENDING: "🕓 Waiting for a moderator",
    LeadStatus.POSTING: "⏳ Being posted",
    LeadStatus.REFUSED: "⚠️ Discord did not take its card",
    LeadStatus.LIVE: "🟢 Live",
    LeadStatus.HIDDEN: "🙈 Hidden while the moderators look at it",
    LeadStatus.CLOSED: "🔒 Closed",
    LeadStatus.EXPIRED: "⌛ Expired",
    LeadStatus.REJECTED: "🚫 Not accepted by the moderators",
}

REPORT_REASON = {
    ReportReason.COSTS_MONEY: "It costs the applicant money",
    ReportReason.GONE: "The posting is gone",
    ReportReason.MISLEADING: "It is not what it says",
    ReportReason.SPAM: "Spam or advertising",
    ReportReason.OTHER: "Something else",
}

REVIEW_REASON = {
    ReviewReason.NEWCOMER: "it is your first lead here",
    ReviewReason.SIGNS: "its text has warning signs of a paid offer",
    ReviewReason.LOOK_ALIKE: "its link looks like a known site but is another",
    ReviewReason.REPORTS: "members reported it",
    ReviewReason.CHANGED: "where it leads, its title or organization is another now",
    ReviewReason.DELETED: "somebody deleted its message",
}
"""Why a lead goes to the moderators, as its poster reads it."""
