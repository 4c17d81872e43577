"""What review, notices and server settings need of storage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.guild_settings import GuildSettings
from bot.domain.notices import NoticeKind
from bot.domain.review import Act, AuditEntry, Block


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A notice as stored."""

    lead_id: int
    kind: NoticeKind
    reason: str | None


class Notices(Protocol):
    """What is still to be told."""

    async def put(self, lead_ids: Sequence[int], kind: NoticeKind, reason: str | None = None) -> None:
        """Store notices; one of the same kind that is not told yet is replaced."""
        ...

    async def claim(
        self, kinds: Sequence[NoticeKind], now: datetime, until: datetime, limit: int
    ) -> list[StoredNotice]:
        """Take notices for oneself until a moment; those that others hold are skipped."""
        ...

    async def release(self, lead_id: int, kind: NoticeKind, now: datetime) -> None:
        """Let others take a claimed notice from now on."""
        ...

    async def remove(self, lead_id: int, kind: NoticeKind) -> None:
        """Remove a notice that was told."""
        ...


class Blocks(Protocol):
    """Blocked domains and posters of a server."""

    async def put_domain(
        self, guild_id: int, domain: str, lead_id: int | None, moderator_id: int, at: datetime
    ) -> None:
        """Block a domain; blocking it again changes nothing."""
        ...

    async def put_poster(self, guild_id: int, key: bytes, lead_id: int, moderator_id: int, at: datetime) -> None:
        """Block a poster by the keyed hash of their id; blocking again changes nothing."""
        ...

    async def has_domain(self, guild_id: int, domain: str) -> bool:
        """Return whether a domain is blocked."""
        ...

    async def has_poster(self, guild_id: int, key: bytes) -> bool:
        """Return whether a poster is blocked."""
        ...

    async def all(self, guild_id: int) -> list[Block]:
        """Return a server's blocks, newest first, at most 100."""
        ...

    async def remove(self, guild_id: int, block_id: int) -> Block | None:
        """Lift a block, and return it; None where there was none."""
        ...


class Audit(Protocol):
    """What moderators did."""

    async def add(
        self,
        guild_id: int,
        moderator_id: int,
        act: Act,
        at: datetime,
        *,
        lead_id: int | None = None,
        detail: str | None = None,
    ) -> None:
        """Record an act."""
        ...

    async def last_decision(self, lead_id: int) -> Act | None:
        """Return what was decided last about a lead."""
        ...

    async def entries(self, guild_id: int, before_id: int | None, limit: int) -> list[AuditEntry]:
        """Return a server's entries, newest first."""
        ...


class Unsealings(Protocol):
    """Which moderators asked to unseal which lead."""

    async def add(self, lead_id: int, moderator_id: int, at: datetime) -> int:
        """Record a moderator's wish, once each; return how many different ones there are."""
        ...


class GuildSettingsStore(Protocol):
    """Settings by server."""

    async def get(self, guild_id: int) -> GuildSettings:
        """Return a server's settings, the defaults where it set nothing."""
        ...

    async def put(self, guild_id: int, settings: GuildSettings, at: datetime) -> None:
        """Store a server's settings in place of earlier ones."""
        ...


class Secrets(Protocol):
    """Random keys that the bot makes once."""

    async def get(self, name: str) -> bytes | None:
        """Return the stored key, or None."""
        ...

    async def get_or_put(self, name: str, fresh: bytes) -> bytes:
        """Return the stored key; where there is none, store `fresh` and return it."""
        ...
