"""Wait inside the process for what passes: at boot the network, Discord or the database may be away for hours."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from bot.data.unusable import DatabaseAway
from bot.kit.errors import TollfreeError
from bot.kit.storage.in_use import DatabaseBeingReplaced

log = logging.getLogger(__name__)

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
"""Seconds. Discord counts logins, and one a minute for a day is more than it minds."""
_WAS_WELL = 300.0
"""An attempt that went on for so long was no failed start: the next one comes soon again."""

T = TypeVar("T")


class DiscordAway(TollfreeError):
    """Raised when Discord cannot be reached, or fails: that passes."""


class AskedToStop(Exception):
    """Raised where waiting ends because the process is to stop."""


PASSES = (DiscordAway, DatabaseAway, DatabaseBeingReplaced)
"""What waiting mends; a wrong setting ends the process at once."""


def wait_after(failures: int, first: float = FIRST_WAIT) -> float:
    """Return how many seconds to wait after so many failures in a row: each twice as long, up to a minute."""
    doubled: float = first * 2 ** min(failures - 1, 16)
    return min(doubled, LONGEST_WAIT)


def _tell_nobody(_why: str) -> None:
    """Leave it at the line in the log."""


async def patiently(
    stop: asyncio.Event,
    attempt: Callable[[], Awaitable[None]],
    *,
    first_wait: float = FIRST_WAIT,
    told: Callable[[str], None] = _tell_nobody,
) -> None:
    """Try until an attempt comes to its end, and return at once when asked to stop.

    What one waits for is logged once, and again only where it is something else; `told` hears it each time. Raises
    what does not pass.
    """
    failures, logged = 0, None
    while not stop.is_set():
        began = time.monotonic()
        try:
            await attempt()
        except AskedToStop:
            return
        except PASSES as error:
            failures = 1 if time.monotonic() - began > _WAS_WELL else failures + 1
            told(str(error))
            if type(error) is not logged:
                log.warning("%s I go on trying by myself, at least once a minute.", error)
                logged = type(error)
        else:
            return
        await _pause(stop, wait_after(failures, first_wait))


async def until_stopped(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T:
    """Return what some work comes to; raises AskedToStop, and leaves the work, where the process is to stop first."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return await working
        raise AskedToStop
    finally:
        stopping.cancel()
        working.cancel()
        await asyncio.wait({working, stopping})


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
