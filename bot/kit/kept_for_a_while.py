"""What is kept in memory alone, and only for a while."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.kit.clock import Clock

KEPT = timedelta(hours=2)
MOST = 5000
"""Most values at a time; the oldest goes first."""
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class KeptForAWhile(Generic[K, V]):
    """Keeps values for two hours since each was last put in."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[K, tuple[datetime, V]] = {}

    def keep(self, key: K, value: V) -> None:
        """Keep a value from now on, in place of what its key stood for."""
        now = self._clock.now()
        self._kept.pop(key, None)
        while self._kept and (len(self._kept) >= MOST or now - self._oldest() >= KEPT):
            del self._kept[next(iter(self._kept))]
        self._kept[key] = (now, value)

    def _oldest(self) -> datetime:
        return next(iter(self._kept.values()))[0]  # a dict keeps its order: what is put in anew goes to the end

    def find(self, key: K) -> V | None:
        """Return a value, or None where it is no longer kept."""
        kept = self._kept.get(key)
        return kept[1] if kept is not None and self._clock.now() - kept[0] < KEPT else None

    def drop(self, key: K) -> None:
        """Forget a value."""
        self._kept.pop(key, None)
