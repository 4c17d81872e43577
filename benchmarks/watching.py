"""What it costs to watch over an interaction: its id, its figures, its line in the log.

`python -m benchmarks.watching` prints microseconds an interaction, written to a file as `tollfree run` would.
"""

import asyncio
import contextvars
import logging
import tempfile
import time
from types import SimpleNamespace
from typing import Any

from bot.health.meter import PrometheusMeter
from bot.kit.clock import SystemClock
from bot.kit.meter import Meter, NoMeter
from bot.kit.ui.watching import watching
from bot.logs import set_up_logging

_ROUNDS, _TIMES = 5, 20_000
_MICROSECONDS = 1e6


def microseconds(meter: Meter, level: str, log_format: str = "json") -> float:
    """Return the least time of several rounds for one interaction that is answered with nothing."""
    client = SimpleNamespace(services=SimpleNamespace(meter=meter))
    interaction: Any = SimpleNamespace(type=None, client=client, response=SimpleNamespace(is_done=lambda: False))

    def handle() -> None:
        with watching(interaction, lambda: "/role"):
            pass

    rounds = []
    with tempfile.TemporaryFile("w", encoding="utf-8") as file:
        set_up_logging(level, log_format, file)
        for _ in range(_ROUNDS):
            began = time.perf_counter()
            for _ in range(_TIMES):
                contextvars.copy_context().run(handle)
            rounds.append(time.perf_counter() - began)
        logging.getLogger().handlers = []
    return min(rounds) / _TIMES * _MICROSECONDS


async def main() -> None:
    """Print the table; within an event loop, as interactions are."""
    prometheus = PrometheusMeter(SystemClock())
    print(f"id and time alone (LOG_LEVEL=warning)      {microseconds(NoMeter(), 'warning'):6.1f} µs")
    print(f"… with figures for Prometheus              {microseconds(prometheus, 'warning'):6.1f} µs")
    print(f"… and a line as JSON (LOG_LEVEL=debug)     {microseconds(prometheus, 'debug'):6.1f} µs")
    print(f"… and a line as text                       {microseconds(prometheus, 'debug', 'console'):6.1f} µs")


if __name__ == "__main__":
    asyncio.run(main())
