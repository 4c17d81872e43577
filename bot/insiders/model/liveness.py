"""Whether anybody answers in a role, in words: never how many people, and no figure from fewer than five questions."""

import math
from collections.abc import Sequence
from datetime import timedelta
from statistics import median

FLOOR = 5
"""So many questions at least make a “usually”."""
_DAY = timedelta(days=1)
_NUMBERS = ("", "a day", "two days", "three days", "four days", "five days", "six days", "seven days")


def usually_within(waits: Sequence[timedelta]) -> str | None:
    """Return within how many days questions are usually taken; None from fewer than five."""
    if len(waits) < FLOOR:
        return None
    days = math.ceil(median(wait / _DAY for wait in waits))
    return _NUMBERS[min(max(days, 1), len(_NUMBERS) - 1)]


def liveness_words(within: str | None) -> str:
    """Return the sentence for a role where somebody answers."""
    usually = f", usually within {within}" if within else ""
    return f"Some people in this role answer here{usually}."


def floored(count: int) -> str:
    """Return a count for moderators; small ones would name somebody."""
    return str(count) if count >= FLOOR else "fewer than five"
