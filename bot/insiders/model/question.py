"""A question to a role's queue: its states, the one table of what may follow what, and its clocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

TO_BE_TAKEN = timedelta(days=7)
"""From asking: whoever is free takes it by then, or it closes."""
TO_CONFIRM = timedelta(days=3)
"""From an offer to talk: the asker says yes by then, or it closes."""
ANEW_AFTER = timedelta(days=3)
"""From asking: then the asker may withdraw and ask anew. One withdrawn earlier counts as open until then."""
AT_LEAST_AGAIN = timedelta(days=1)
"""What a question has left at least when its asker turned an offer down."""
MOST_OPEN = 2
"""Open questions of one asker in a server."""
KEPT = timedelta(days=30)
"""From its end: then the words of a question go, and whose it was."""
LONGEST_QUESTION = 600
LONGEST_ANSWER = 1200


class QuestionState(StrEnum):
    """How a question stands."""

    OPEN = "open"
    OFFERED = "offered"
    """An insider said yes to the asker's words; the asker has not said yes to the insider's."""
    ANSWERED = "answered"
    TALKED = "talked"
    """Both said yes; each may show their handle."""
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    """Closed neutrally, because somebody paused, left or was forgotten."""


class Step(StrEnum):
    """What moves a question."""

    ANSWER = "answer"
    OFFER = "offer"
    AGREE = "agree"
    DECLINE = "decline"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states a step leads where; `in_time`: only while the question's clock runs, or when it is over."""

    sources: frozenset[QuestionState]
    target: QuestionState
    in_time: bool | None = None


_OPEN = frozenset({QuestionState.OPEN})
_OFFERED = frozenset({QuestionState.OFFERED})
UNDER_WAY = _OPEN | _OFFERED
"""The states that something may still follow; all others are ends."""

TRANSITIONS: Mapping[Step, Transition] = {
    Step.ANSWER: Transition(_OPEN, QuestionState.ANSWERED, in_time=True),
    Step.OFFER: Transition(_OPEN, QuestionState.OFFERED, in_time=True),
    Step.AGREE: Transition(_OFFERED, QuestionState.TALKED, in_time=True),
    Step.DECLINE: Transition(_OFFERED, QuestionState.OPEN, in_time=True),
    Step.EXPIRE: Transition(UNDER_WAY, QuestionState.EXPIRED, in_time=False),
    Step.WITHDRAW: Transition(UNDER_WAY, QuestionState.WITHDRAWN),
    Step.CLOSE: Transition(UNDER_WAY, QuestionState.CLOSED),
}
"""Every way a question can go; the database makes each step only from these states, so one of two at once wins."""


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """What an asker sends: words that may cross, and whom they want to meet."""

    guild_id: int
    role_id: str
    asker_id: int = field(repr=False)
    text: str = field(repr=False)
    us_state: str | None = field(default=None, repr=False)
    elsewhere_only: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A stored question; `asker_id` and `text` are None once they are forgotten or scrubbed."""

    id: int
    guild_id: int
    role_id: str
    asker_id: int | None = field(repr=False)
    text: str | None = field(repr=False)
    state: QuestionState
    asked_at: datetime
    take_by: datetime
    ends_at: datetime
    insider_id: int | None = None
    """The profile that took it, or offered last."""
    asker_shows: bool = False
    insider_shows: bool = False

    @property
    def is_open(self) -> bool:
        """Return whether something may still follow."""
        return self.state in UNDER_WAY

    def may_ask_anew(self, now: datetime) -> bool:
        """Return whether the asker may withdraw it and ask anew."""
        return self.is_open and now >= self.asked_at + ANEW_AFTER


def ends_after_decline(question: Question, now: datetime) -> datetime:
    """Return when a question closes whose asker turned an offer down: as before, and not at once."""
    return max(question.take_by, now + AT_LEAST_AGAIN)
