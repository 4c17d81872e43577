"""What digests need of storage."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from bot.domain.digests import Digest, DigestPlan, GapTopic
from bot.domain.server_notices import ServerNotice, ServerNoticeKind


class Digests(Protocol):
    """What was posted on which day, and when the next is due."""

    async def due(self, now: datetime, too_far: datetime) -> list[int]:
        """Return the servers, not paused, whose next digest is due by now, or absurdly late (the clock was wrong)."""
        ...

    async def plan(self, guild_id: int) -> DigestPlan | None:
        """Return a server's plan, or None where it gets no digest."""
        ...

    async def put_plan(self, plan: DigestPlan) -> None:
        """Store a plan in place of an earlier one."""
        ...

    async def remove_plan(self, guild_id: int) -> None:
        """Remove a plan: the server gets no digest."""
        ...

    async def begin(self, digest: Digest) -> bool:
        """Store a day's digest unless that day has one already; return whether it was stored."""
        ...

    async def get(self, guild_id: int, day: date, *, lock: bool = False) -> Digest | None:
        """Return a day's digest, or None; with `lock` nobody else changes it until the transaction ends."""
        ...

    async def save(self, digest: Digest) -> None:
        """Write a digest back."""
        ...

    async def latest(self, guild_id: int, limit: int) -> list[Digest]:
        """Return a server's digests, newest first."""
        ...


class ServerNotices(Protocol):
    """What moderators are to be told."""

    async def put(self, notice: ServerNotice) -> None:
        """Store a notice unless the server has one of its kind, told or not."""
        ...

    async def clear(self, guild_id: int, *kinds: ServerNoticeKind) -> None:
        """Remove notices, because what they say no longer holds."""
        ...

    async def of_server(self, guild_id: int) -> list[ServerNotice]:
        """Return a server's notices, told or not."""
        ...

    async def waiting(self, now: datetime, limit: int) -> list[ServerNotice]:
        """Return notices that are not told and that nobody holds."""
        ...

    async def claim(self, notice: ServerNotice, now: datetime, until: datetime) -> bool:
        """Take a notice for oneself until a moment; return False where somebody else was faster."""
        ...

    async def told(self, notice: ServerNotice, at: datetime) -> None:
        """Record that a notice was told."""
        ...


class PageReviews(Protocol):
    """When this bot first saw each page reviewed as it is now."""

    async def known(self) -> dict[str, date]:
        """Return the date of review by page, as last seen."""
        ...

    async def put(self, reviewed: Mapping[str, date], seen_at: datetime) -> None:
        """Store dates of review that are new."""
        ...

    async def seen_since(self, moment: datetime) -> list[str]:
        """Return the pages whose review was first seen after a moment, newest first."""
        ...


class GapTopics(Protocol):
    """What members of a server asked and the notes did not answer."""

    async def topics(self, guild_id: int, since: datetime, limit: int) -> list[GapTopic]:
        """Return the pages that came nearest, the most frequent first."""
        ...
