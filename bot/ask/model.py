"""What members asked and the notes did not answer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that missed: the page that came nearest, and the words only where the member agreed."""

    page_id: str
    question: str | None
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class GapCount:
    """How often a page came nearest to questions that it did not answer, and the questions that may be read."""

    page_id: str
    count: int
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapTopic:
    """A page that came nearest to questions of a server that the notes did not answer, and how many there were."""

    page_id: str
    count: int


@dataclass(frozen=True, slots=True)
class Judged:
    """How often members said that an answer was what they asked for, or was not."""

    page_id: str
    answer: str
    """The mark of the passage that was shown first."""
    yes: int
    no: int
