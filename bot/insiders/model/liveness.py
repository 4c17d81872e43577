"""Whether anybody answers in a role: never how many people, and no figure from fewer than five questions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

FLOOR = 5
"""So many questions at least make a “usually”, or a count for moderators: fewer would name somebody."""
LONGEST = 7
"""Days; a question is open no longer."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Liveness:
    """Somebody answers; `days` is within how many questions are usually taken, None from too few of them."""

    days: int | None = None


def usually_within(waits: Sequence[timedelta]) -> int | None:
    """Return within how many days questions are usually taken; None from fewer than five."""
    if len(waits) < FLOOR:
        return None
    days = math.ceil(median(wait / _DAY for wait in waits))
    return min(max(days, 1), LONGEST)
