"""Following: which roles and sectors a member is told about, and when the next message is due."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from bot.kit.errors import TollfreeError
from bot.kit.local_time import latest_due, local_date, next_due
from bot.leads.model.lead import Lead
from bot.outbox.model.job import Errand

MOST_FOLLOWS = 25
"""Most roles and sectors that a member may follow in one server."""

KEPT_FOR_UNDO = timedelta(days=1)
"""How long what was stopped can be had back; then it is deleted."""


class TooManyFollows(TollfreeError):
    """Raised where a member follows as much as they may in one server."""

    def __init__(self) -> None:
        super().__init__(
            f"You follow {MOST_FOLLOWS} roles and sectors here, which is the most. Stop one in /following."
        )


class NothingToUndo(TollfreeError):
    """Raised where what was stopped is gone for good, or was never stopped."""

    def __init__(self) -> None:
        super().__init__("There is nothing to bring back any more. /follow begins again.")


@dataclass(frozen=True, slots=True)
class Follow:
    """A role or sector that a member follows in a server; what came after `news_since` was not told yet."""

    guild_id: int
    page_id: str
    followed_at: datetime
    news_since: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to tell the news: at most one message with this token and local date is ever sent.

    It holds what came up to `until`, so that a second try and the next day's message leave no gap.
    """

    token: str
    on: date
    until: datetime


NEWS, FIRST_NEWS = "news", "first_news"
"""The errands of the daily message: to those who had one before, and to those for whom it opens a channel."""
_AGAIN = "again"


def news_of(member_id: int, attempt: Attempt, *, is_first: bool, may_have_arrived: bool) -> Errand:
    """Return the errand that tells a follower their news; what it tells is found when its turn comes."""
    kind, detail = FIRST_NEWS if is_first else NEWS, _AGAIN if may_have_arrived else None
    return Errand(kind, attempt.token, None, member_id, detail)


def is_again(errand: Errand) -> bool:
    """Return whether a message of this attempt may have arrived before the errand was asked for."""
    return errand.detail == _AGAIN


@dataclass(frozen=True, slots=True)
class Follower:
    """How far one member's messages got.

    `last_on` is the local date that is done with: news were sent, or there were none. `next_at` is None where no
    message is planned, because nothing is followed or the member takes no messages (`dm_closed_at`).
    """

    member_id: int = field(repr=False)
    last_on: date
    next_at: datetime | None = None
    attempt: Attempt | None = None
    last_sent_at: datetime | None = None
    dm_closed_at: datetime | None = None

    def planned(self, schedule: "Schedule | None") -> Self:
        """Return the follower with the moment of the next message."""
        if schedule is None or self.dm_closed_at is not None:
            return replace(self, next_at=None)
        return replace(self, next_at=schedule.due_after(self.last_on))

    def done(self, attempt: Attempt, *, sent_at: datetime | None = None) -> Self:
        """Return the follower after a day that is done with, by a message or without one."""
        return replace(
            self, last_on=max(self.last_on, attempt.on), attempt=None, last_sent_at=sent_at or self.last_sent_at
        )

    def reopened(self) -> Self:
        """Return the follower as one who takes messages again."""
        return replace(self, dm_closed_at=None)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The time of day in an IANA time zone at which a member's message is due, as a digest would be."""

    at: time
    zone: str

    def due_after(self, last_on: date) -> datetime:
        """Return the first due moment on a local date that is later than `last_on`."""
        due = next_due(datetime.combine(last_on, time(), UTC), self.at, self.zone)
        while due.day <= last_on:
            due = next_due(due.at, self.at, self.zone)
        return due.at

    def today(self, now: datetime) -> date:
        """Return the local date."""
        return local_date(now, self.zone)

    def done_at(self, now: datetime) -> date:
        """Return the last local date that a member who begins now need not be told about."""
        return latest_due(now, self.at, self.zone).day


@dataclass(frozen=True, slots=True)
class PageNews:
    """What is new about one role or sector in one server; the leads are sealed, newest first."""

    guild_id: int
    page_id: str
    leads: tuple[Lead, ...]
    is_reviewed: bool


@dataclass(frozen=True, slots=True)
class Following:
    """All there is to show a member: what they follow, oldest first, and how their messages do."""

    follows: tuple[Follow, ...]
    next_at: datetime | None = None
    last_sent_at: datetime | None = None
    dm_closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LeadsWanted:
    """Which new leads a member would be told of in one server; `not_by` is the member."""

    guild_id: int
    role_ids: frozenset[str]
    sector_ids: frozenset[str]
    since: datetime
    until: datetime
    not_by: int = field(repr=False)
