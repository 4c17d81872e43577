"""Handwritten stand-ins for ports."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


class FakeClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = datetime(2026, 11, 22, 12, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self._now

    def move(self, by: timedelta) -> None:
        """Move on."""
        self._now += by


@dataclass
class FakeCommandSyncs:
    """Remembers fingerprints in a dict."""

    recorded: dict[int, str] = field(default_factory=dict)

    async def fingerprint(self, application_id: int) -> str | None:
        """Return what was recorded."""
        return self.recorded.get(application_id)

    async def record(self, application_id: int, fingerprint: str, at: datetime) -> None:
        """Record."""
        assert at.tzinfo is not None
        self.recorded[application_id] = fingerprint


@dataclass
class FakeUnitOfWork:
    """The fake repositories."""

    command_syncs: FakeCommandSyncs = field(default_factory=FakeCommandSyncs)


class FakeStorage:
    """Opens units of work over the same memory."""

    def __init__(self) -> None:
        self.unit = FakeUnitOfWork()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[FakeUnitOfWork]:
        """Open one to read."""
        yield self.unit

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[FakeUnitOfWork]:
        """Open one to write."""
        yield self.unit
