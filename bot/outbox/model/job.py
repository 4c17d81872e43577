"""A job: one thing to be posted, redrawn, deleted or told, stored in the transaction that decided it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LEASE = timedelta(minutes=2)
"""How long a claimed job is kept from others; one that was not settled by then is taken up again."""
TIME_TO_DELIVER = timedelta(seconds=75)
"""After so long a delivery is given up, well before its lease ends: nobody else can be at it meanwhile."""
GIVE_UP_AFTER = timedelta(days=1)
"""A job that Discord or the network kept from being done for so long is given up, and listed."""
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)


class JobState(StrEnum):
    """How far a job got."""

    WAITING = "waiting"
    DONE = "done"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be done: at most one job of a kind and subject waits, so asking twice is asking once."""

    kind: str
    subject: str
    guild_id: int | None = None
    member_id: int | None = field(default=None, repr=False)
    detail: str | None = field(default=None, repr=False)
    """What the delivery needs besides its subject, as text."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job that this process alone may carry out now."""

    id: int
    errand: Errand
    token: str
    """The nonce of a message: the same for all attempts, at most 25 characters."""
    attempts: int
    """This one included."""
    asked: int
    """How often it was asked for; when that grows meanwhile, the job is done again."""
    created_at: datetime

    @property
    def is_retry(self) -> bool:
        """Return whether an earlier attempt may have arrived without being recorded."""
        return self.attempts > 1


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which jobs are meant: what is to be told a member privately or not, only these kinds, or all but some."""

    is_private: bool | None = None
    only: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()


ANY_KIND = Kinds()


@dataclass(frozen=True, slots=True)
class Standing:
    """A job as a person reads it; never its text, nor whom it is for."""

    id: int
    kind: str
    state: JobState
    guild_id: int | None
    attempts: int
    created_at: datetime
    due_at: datetime
    why: str | None
    """Why it waits or was given up, in words."""


@dataclass(frozen=True, slots=True)
class OutboxState:
    """What is to be put on Discord: how many jobs by kind and state, and those that wait longest or were given up."""

    counts: dict[tuple[str, JobState], int]
    waiting: list[Standing]
    given_up: list[Standing]
    messages_wait_until: datetime | None
    """Until when Discord wants no private messages."""


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts: half a minute, doubled each time, up to an hour."""
    doubled: timedelta = _FIRST_WAIT * 2 ** min(attempts - 1, 10)
    return min(doubled, _LONGEST_WAIT)
