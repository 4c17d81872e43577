"""When a card is looked at, to see whether somebody deleted it by hand.

Discord tells of deleted messages only those who listen to all messages, which this bot does not. So each live card has
its own minute of the half day, by the lead's number: the looks are spread evenly, and need no memory.
"""

from datetime import datetime, timedelta

ROUND = timedelta(hours=12)
_MINUTE = timedelta(minutes=1)
MINUTES = ROUND // _MINUTE
"""A lead is looked at in the minute whose number has the same remainder by this as its own number."""
_MOST_MADE_UP = 10
"""Minutes that are made up where upkeep took longer; what a bot that was away missed comes half a day later."""


def minute_of(now: datetime) -> int:
    """Return the number of a minute, counted from the epoch."""
    return int(now.timestamp() // 60)


def remainders_due(last: int | None, now: int) -> list[int]:
    """Return the remainders whose minute has come since the last look, at most ten; the last ones count."""
    first = now if last is None or last > now else max(last + 1, now - _MOST_MADE_UP + 1)
    return [minute % MINUTES for minute in range(first, now + 1)]
