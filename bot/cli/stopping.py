"""Stop without dropping what is in hand, and within ten seconds whatever happens."""

import asyncio
import logging
import os
import signal
import threading
from contextlib import suppress

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import ROUND

log = logging.getLogger(__name__)

SECONDS = 10.0
"""From the signal to the end; the database is closed within it too."""
_FOR_CLOSING = 1.5
_IN_HAND = ("CommandTree-invoker", "discord-ui-", "discord.py: ", ROUND)
"""How the tasks are named that answer members, hear events, and do periodic jobs; a test stops amid each."""


def stop_signal() -> asyncio.Event:
    """Return an event that SIGINT and SIGTERM set; a second signal ends the process at once."""
    stop = asyncio.Event()

    def received(number: int) -> None:
        if stop.is_set():
            log.warning("asked to stop again: ending at once")
            os._exit(128 + number)
        stop.set()
        _end_anyway()

    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C raises there
            asyncio.get_running_loop().add_signal_handler(number, received, number)
    return stop


def _end_anyway() -> None:
    """End the process when the time is over, though the loop may be stuck: hence a thread."""
    timer = threading.Timer(SECONDS, os._exit, (1,))
    timer.daemon = True
    timer.start()


async def finish(client: TollfreeClient) -> None:
    """Take nothing new, let answers and jobs that have begun come to their end, then close the client."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + SECONDS - _FOR_CLOSING
    client.stopping = True
    await _leave_gateway(client, deadline - loop.time())
    tasks = _in_hand()
    log.info("stopping; %d tasks are in hand", len(tasks))
    while tasks and (left := deadline - loop.time()) > 0:
        await asyncio.wait(tasks, timeout=left)
        tasks = _in_hand()
    if tasks:
        log.warning("%d tasks did not end in time", len(tasks))
        await _cancel(tasks)
    with suppress(TimeoutError):
        await asyncio.wait_for(client.close(), _FOR_CLOSING / 2)


async def _leave_gateway(client: TollfreeClient, seconds: float) -> None:
    """Disconnect every shard, so that no event comes any more; REST stays, for the answers."""
    leaving = [asyncio.create_task(shard.disconnect()) for shard in client.shards.values()]
    if leaving:
        await asyncio.wait(leaving, timeout=seconds / 4)


def _in_hand() -> set[asyncio.Task[object]]:
    return {task for task in asyncio.all_tasks() if task.get_name().startswith(_IN_HAND)}


async def _cancel(tasks: set[asyncio.Task[object]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=_FOR_CLOSING / 3)
