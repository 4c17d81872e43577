"""By when whoever pressed something has to be answered.

Discord shows “interaction failed” after three seconds, and then the member presses again. So nothing is waited for
longer than that, and what could not be begun in time is not done later: a vote that came late would be taken back by
the second press.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

ANSWER_SECONDS = 2.4
"""From an interaction's arrival: what is left of the three seconds is for the way back."""
PATIENCE_SECONDS = 20.0
"""For what nobody waits for: periodic jobs, and answers that Discord knows are on their way."""


def _nobody_waits() -> float | None:
    return None


_answer_by: ContextVar[Callable[[], float | None]] = ContextVar("answer_by", default=_nobody_waits)


def answer_is_due(is_answered: Callable[[], bool]) -> None:
    """Note, in the task that handles an interaction, that it arrived now; once answered, it has time."""
    by = asyncio.get_running_loop().time() + ANSWER_SECONDS
    _answer_by.set(lambda: None if is_answered() else by)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give what is done inside so much time."""
    by = asyncio.get_running_loop().time() + seconds
    token = _answer_by.set(lambda: by)
    try:
        yield
    finally:
        _answer_by.reset(token)


def nobody_waits() -> None:
    """Note, in a task that an interaction began, that it works for others too."""
    _answer_by.set(_nobody_waits)


def seconds_left() -> float:
    """Return how long something may still take; negative where it is too late."""
    by = _answer_by.get()()
    return PATIENCE_SECONDS if by is None else by - asyncio.get_running_loop().time()
