"""What a member says of the job that they leave; every answer may be missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from bot.kit.answers import answered, chosen_in
from bot.knowledge.us_states import UsState


class Notice(StrEnum):
    """How many days of notice the contract asks for."""

    NONE = "0"
    DAYS_30 = "30"
    DAYS_60 = "60"
    DAYS_90 = "90"
    DAYS_120 = "120"
    DAYS_180 = "180"
    UNKNOWN = "unknown"

    @property
    def days(self) -> int | None:
        """Return the days; None where they are not known."""
        return None if self is Notice.UNKNOWN else int(self.value)


class NonCompete(StrEnum):
    """Whether the contract has a non-compete."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Malpractice(StrEnum):
    """What the malpractice policy is."""

    CLAIMS_MADE = "claims_made"
    OCCURRENCE = "occurrence"
    EMPLOYER_TAIL = "employer_tail"
    UNKNOWN = "unknown"


class Visa(StrEnum):
    """What a member's stay hangs on."""

    NONE = "none"
    H1B = "h1b"
    J1_WAIVER = "j1_waiver"
    O1 = "o1"
    GREEN_CARD_PENDING = "green_card_pending"
    RATHER_NOT = "rather_not"


class Renewal(StrEnum):
    """When the license is due, seen from the last day."""

    SOON = "soon"
    LATER = "later"
    UNKNOWN = "unknown"


class Benefit(StrEnum):
    """What comes with the job."""

    HEALTH = "health"
    DISABILITY = "disability"
    RETIREMENT = "retirement"
    LOANS = "loans"
    NONE = "none"


class Savings(StrEnum):
    """For how many months savings would do."""

    UNDER_3 = "under_3"
    MONTHS_3_TO_6 = "3_to_6"
    MONTHS_6_TO_12 = "6_to_12"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers; None, or an empty set, where the member skipped the question."""

    last_day: date | None = None
    notice: Notice | None = None
    non_compete: NonCompete | None = None
    state: UsState | None = None
    """Whose law the contract names, or where they work."""
    malpractice: Malpractice | None = None
    renewal: Renewal | None = None
    visa: Visa | None = None
    savings: Savings | None = None
    benefits: frozenset[Benefit] = frozenset()

    def answering(self, question: str, chosen: Sequence[str]) -> "Answers":
        """Return these answers with one question answered anew; nothing chosen takes the answer back.

        `question` is one of CHOICES, and `chosen` holds the text of its choices; any other text is left out.
        """
        return answered(self, question, chosen, CHOICES[question], several=question in SEVERAL)

    def chosen(self, question: str) -> frozenset[Any]:
        """Return what is chosen for a question, as a set, empty where it was skipped."""
        return chosen_in(self, question, SEVERAL)


CHOICES: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "notice": tuple(Notice),
        "non_compete": tuple(NonCompete),
        "state": tuple(UsState),
        "malpractice": tuple(Malpractice),
        "renewal": tuple(Renewal),
        "visa": tuple(Visa),
        "savings": tuple(Savings),
        "benefits": tuple(Benefit),
    }
)
"""What may be answered to each question but the last day; the order is part of how answers are encoded."""

SEVERAL = frozenset({"benefits"})
"""Questions with more than one answer."""
