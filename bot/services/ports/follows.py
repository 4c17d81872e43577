"""What following needs of storage."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.follows import Follow, Follower
from bot.domain.leads import Lead


@dataclass(frozen=True, slots=True)
class LeadsWanted:
    """Which new leads a member would be told of in one server; `not_by` is the member."""

    guild_id: int
    role_ids: frozenset[str]
    sector_ids: frozenset[str]
    since: datetime
    until: datetime
    not_by: int = field(repr=False)


class Follows(Protocol):
    """Who follows what; what was stopped is none of it, but for `revive`."""

    async def of(self, member_id: int, guild_id: int | None = None) -> list[Follow]:
        """Return what a member follows, in one server or in all, oldest first."""
        ...

    async def put(self, member_id: int, follow: Follow) -> None:
        """Store something that a member follows from now on."""
        ...

    async def stop(self, member_id: int, at: datetime, guild_id: int | None, page_id: str | None) -> int:
        """Stop one page, one server or everything; return how many."""
        ...

    async def revive(self, member_id: int) -> int:
        """Take back what was stopped last; return how many."""
        ...

    async def told(self, member_id: int, until: datetime, guild_id: int | None = None) -> None:
        """Record that the news up to a moment were told, or read in one server."""
        ...

    async def leave(self, member_id: int, guild_id: int) -> None:
        """Delete all that a member followed in a server."""
        ...

    async def clear(self, before: datetime, limit: int) -> int:
        """Delete what was stopped before a moment, and followers who follow nothing; return how many of all."""
        ...


class Followers(Protocol):
    """How far each member's messages got."""

    async def get(self, member_id: int) -> Follower | None:
        """Return a follower, or None."""
        ...

    async def locked(self, member_id: int) -> Follower | None:
        """Return a follower whom nobody else changes until the transaction ends, or None."""
        ...

    async def locked_or_new(self, fresh: Follower) -> Follower:
        """Store a follower unless there is one; return the stored one, locked."""
        ...

    async def claim(self, now: datetime, until: datetime, limit: int) -> list[Follower]:
        """Take followers who are due for oneself until a moment, locked; those that others hold are skipped."""
        ...

    async def save(self, follower: Follower, *, release: bool = False) -> None:
        """Write a locked follower back; with `release` they may be claimed again at once when they are due."""
        ...


class News(Protocol):
    """What may be new."""

    async def leads(self, wanted: LeadsWanted, now: datetime, limit: int) -> list[Lead]:
        """Return live leads that were posted in a span of time, newest first."""
        ...

    async def reviewed(
        self, page_ids: Collection[str], since: datetime, until: datetime
    ) -> Sequence[tuple[str, datetime]]:
        """Return the pages that were newly reviewed in a span of time, and when that was seen."""
        ...
