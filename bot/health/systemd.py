"""Tell systemd that the bot is ready, that it is still alive, and that it stops.

Source: https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html
"""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

log = logging.getLogger(__name__)


def tell_systemd(state: str) -> None:
    """Send a state such as READY=1; where nobody asked for it, do nothing."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out, suppress(OSError):
        out.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        out.sendall(state.encode())


@asynccontextmanager
async def watched_by_systemd() -> AsyncIterator[None]:
    """Say that the bot is up, and go on saying that its event loop turns, twice as often as the unit asks for.

    A bot that waits for Discord is up: systemd has nothing to mend there. One whose loop hangs says nothing any more.
    """
    tell_systemd("READY=1")
    alive = asyncio.create_task(_keep_telling(), name="telling systemd")
    try:
        yield
    finally:
        alive.cancel()
        tell_systemd("STOPPING=1")


async def _keep_telling() -> None:
    every = watchdog_seconds()
    while every is not None:
        tell_systemd("WATCHDOG=1")
        await asyncio.sleep(every / 2)


def watchdog_seconds() -> float | None:
    """Return how often this process has to say that it is alive, or None."""
    microseconds, process = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", "")
    if not microseconds.isdecimal() or int(microseconds) == 0 or process not in {"", str(os.getpid())}:
        return None
    return int(microseconds) / 1_000_000
