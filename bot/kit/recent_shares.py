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
        self._messages: dict[int, Hashable] = {}

    def claim(self, what: Hashable) -> bool:
        """Return True, and remember it, unless the same was claimed within the quiet time."""
        now = self._clock.now()
        self._posted = {key: at for key, at in self._posted.items() if now - at < QUIET_TIME}
        self._messages = {number: key for number, key in self._messages.items() if key in self._posted}
        if what in self._posted:
            return False
        self._posted[what] = now
        return True

    def posted(self, what: Hashable, message_id: int) -> None:
        """Remember as which message it was posted."""
        self._messages[message_id] = what

    def taken_back(self, message_id: int) -> None:
        """Forget what was posted as this message: it may be posted again."""
        self.release(self._messages.pop(message_id, None))

    def release(self, what: Hashable) -> None:
        """Forget a claim whose posting failed."""
        self._posted.pop(what, None)
