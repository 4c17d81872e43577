"""Keep a card from being posted twice by a double press."""

from collections.abc import Hashable
from datetime import datetime, timedelta

from bot.kit.clock import Clock

QUIET_TIME = timedelta(minutes=2)


class RecentShares:
    """Remembers what was posted where in the last two minutes, and no longer."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._posted: dict[Hashable, datetime] = {}

    def claim(self, what: Hashable) -> bool:
        """Return True, and remember it, unless the same was claimed within the quiet time."""
        now = self._clock.now()
        self._posted = {key: at for key, at in self._posted.items() if now - at < QUIET_TIME}
        if what in self._posted:
            return False
        self._posted[what] = now
        return True

    def release(self, what: Hashable) -> None:
        """Forget a claim whose posting failed."""
        self._posted.pop(what, None)
