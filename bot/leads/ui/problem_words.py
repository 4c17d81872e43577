"""What the form says of a draft's problems."""

from bot.leads.model.problems import ClosingUnreadable, DomainBlocked, Fault, Problem, Refused, TooLong

_WORDS = {
    Fault.NO_TITLE: "Give it a title, such as “Utilization review, remote, part-time”.",
    Fault.NO_ORGANIZATION: "Say who offers it.",
    Fault.NO_LINK: "Add the link to the posting itself, beginning with https://.",
    Fault.NO_WAY_TO_ASK: "Say how to ask you for the referral, or add a link.",
    Fault.PAGE_UNKNOWN: "I have no role or sector of that name. Pick one of the names that appear.",
    Fault.NO_PAGE: "Pick the role or sector that it belongs to, so that members find it.",
    Fault.CLOSING_PASSED: "That closing date has passed.",
    Fault.CLOSING_TOO_FAR: "That closing date is more than two years away. Check the year, or leave it out.",
    Fault.NOT_FREE: (
        "Leads here cost the applicant nothing: no fee, course, membership or paid introduction. "
        "If yours is free, say so; if not, it can’t be shared."
    ),
}


def problem_words(problem: Problem) -> str:
    """Return what is wrong, and what to do."""
    match problem:
        case Fault():
            return _WORDS[problem]
        case TooLong(limit, length):
            return f"Please shorten this to {limit} letters; it has {length}."
        case ClosingUnreadable(today):
            return f"Write the closing date as year-month-day, such as {today.isoformat()}."
        case DomainBlocked(domain):
            return f"The moderators of this server do not accept links to {domain}."
        case Refused(said):
            return said
