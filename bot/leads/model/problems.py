"""What may be wrong with a draft of a lead; `ui` has the words."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto


class Fault(Enum):
    """What is wrong, where no figure belongs to it."""

    NO_TITLE = auto()
    NO_ORGANIZATION = auto()
    NO_LINK = auto()
    NO_WAY_TO_ASK = auto()
    PAGE_UNKNOWN = auto()
    NO_PAGE = auto()
    CLOSING_PASSED = auto()
    CLOSING_TOO_FAR = auto()
    NOT_FREE = auto()


@dataclass(frozen=True, slots=True)
class TooLong:
    """A text with more letters than its field takes."""

    limit: int
    length: int


@dataclass(frozen=True, slots=True)
class ClosingUnreadable:
    """A closing date that is none; today's serves as the example."""

    today: date


@dataclass(frozen=True, slots=True)
class DomainBlocked:
    """A link to a site that the server's moderators blocked."""

    domain: str


@dataclass(frozen=True, slots=True)
class Refused:
    """What an error says of a field; errors bring their own sentence."""

    said: str


Problem = Fault | TooLong | ClosingUnreadable | DomainBlocked | Refused
