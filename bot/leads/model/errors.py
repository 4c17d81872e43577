"""Why something cannot be done with a lead; each error names the fact."""

from datetime import timedelta

from bot.kit.errors import TollfreeError
from bot.kit.member_text import clean_text, escape
from bot.leads.model.draft import LeadField
from bot.leads.model.lead import Lead, LeadStatus
from bot.leads.model.problems import Problem

_LONGEST_TITLE = 100
_NOT_LIVE = {
    LeadStatus.PENDING: "That lead is still waiting for a moderator.",
    LeadStatus.POSTING: "That lead is being posted just now. Please try again in a minute.",
    LeadStatus.REFUSED: "That lead could not be posted, so nobody sees it.",
    LeadStatus.HIDDEN: "That lead is hidden while the moderators look at it.",
    LeadStatus.CLOSED: "That lead is closed.",
    LeadStatus.REJECTED: "That lead was not accepted by the moderators.",
}


class LeadRefused(TollfreeError):
    """Raised for a draft with problems; `problems` has them all, by field, and `ui` their words."""

    def __init__(self, problems: dict[LeadField, Problem]) -> None:
        self.problems = problems
        super().__init__("Something in that lead has to be mended before it can be shared.")


class PosterBlocked(TollfreeError):
    """Raised when the server's moderators blocked the poster."""

    def __init__(self) -> None:
        super().__init__(
            "The moderators of this server have stopped leads from you. Write to them if that is a mistake."
        )


class TooManyLeads(TollfreeError):
    """Raised for a member who has shared as many leads in a day as the server takes."""

    def __init__(self, most: int) -> None:
        super().__init__(f"This server takes {most} leads a day from each member. What you wrote is kept for a while.")


class LeadNotFound(TollfreeError):
    """Raised for a lead that is not in this server."""

    def __init__(self) -> None:
        super().__init__("I can’t find that lead any more. Try /lead browse for the ones that are live.")


class NotLive(TollfreeError):
    """Raised for an act that needs a live lead."""

    def __init__(self, lead: Lead) -> None:
        self.lead = lead.sealed()
        super().__init__(_NOT_LIVE.get(lead.status, "That lead has expired."))


class OwnLead(TollfreeError):
    """Raised when a poster votes for or reports their own lead."""

    def __init__(self) -> None:
        super().__init__("That is your own lead, so others vote on it. You can close it when it is gone.")


class NotYourLead(TollfreeError):
    """Raised when somebody else than the poster renews or edits a lead."""

    def __init__(self) -> None:
        super().__init__("Only the member who shared that lead can do this.")


class TooNewHere(TollfreeError):
    """Raised when a member has not been in the server long enough to vote."""

    def __init__(self, needed: timedelta) -> None:
        days = max(1, round(needed / timedelta(days=1)))
        super().__init__(
            f"This server counts votes from members who have been here {days} days. Yours will count then."
        )


class AlreadyReported(TollfreeError):
    """Raised when a member reports the same lead again."""

    def __init__(self) -> None:
        super().__init__("You have reported that lead already; thank you. The moderators see every report.")


class DuplicateLead(TollfreeError):
    """Raised when the same link is live already, so that a second lead cannot be."""

    def __init__(self, lead: Lead) -> None:
        self.lead = lead.sealed()
        super().__init__(f"The same job is live already: “{escape(clean_text(lead.content.title, _LONGEST_TITLE))}”.")


class AlreadyInReview(TollfreeError):
    """Raised for a link that the moderators are looking at."""

    def __init__(self) -> None:
        super().__init__("That link is with the moderators already. Nothing more is needed from you.")


class NotRenewable(TollfreeError):
    """Raised outside the time in which a lead may be renewed."""

    def __init__(self, lead: Lead) -> None:
        self.lead = lead.sealed()
        super().__init__(
            "A lead can be renewed in its last five days and the month after, unless its closing date has passed."
        )
