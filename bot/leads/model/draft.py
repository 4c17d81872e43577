"""What a member fills in to share a lead."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.leads.model.lead import Lead, LeadKind, ReviewReason, Tie, Workplace
from bot.leads.model.links import Link
from bot.leads.model.problems import Problem


class LeadField(StrEnum):
    """The fields of the form, to put a problem beside the right one."""

    TITLE = "title"
    ORGANIZATION = "organization"
    LINK = "link"
    HOW_TO_ASK = "how_to_ask"
    PAGE = "page"
    LOCATION = "location"
    CLOSING = "closing"
    PAY = "pay"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """The form as typed. `token` is new for each draft, and makes posting twice post once.

    `page_id` is a role's or a sector's page; `closing` is a date as 2026-12-31, or empty.
    """

    token: str
    kind: LeadKind = LeadKind.JOB
    title: str = ""
    organization: str = ""
    link: str = ""
    how_to_ask: str = ""
    page_id: str | None = None
    location: str = ""
    workplace: Workplace = Workplace.UNKNOWN
    closing: str = ""
    pay: str = ""
    tie: Tie = Tie.NONE
    is_free: bool = False
    is_pseudonymous: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What the poster sees before posting: what is wrong, what was normalized, what will happen."""

    problems: dict[LeadField, Problem] = field(default_factory=dict)
    link: Link | None = None
    duplicate: Lead | None = None
    review_reasons: tuple[ReviewReason, ...] = ()

    @property
    def may_post(self) -> bool:
        """Return whether *Post* will post it or put it in the queue."""
        return not self.problems and self.duplicate is None
