"""`python -m tests.sockets.quick_bot run`: the bot as it ships, but its minutes are seconds.

What is due is looked for each half second instead of each minute, a digest's lease ends after four seconds instead of
five minutes, and shards follow each other at once instead of after five seconds.
"""

import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from discord.ext import tasks

import bot.digest.service.digests
import bot.digest.ui.posting
from bot.__main__ import cli
from bot.kit.ui.client import TollfreeClient

_loop = tasks.loop
ROUND = "did a round of"


def _quick_loop(**interval: Any) -> Any:
    if "minutes" not in interval:
        return _loop(**interval)

    def quicker(job: Callable[..., Awaitable[None]]) -> Any:
        @wraps(job)
        async def told(*given: Any) -> None:
            await job(*given)
            sys.stdout.write(f"{ROUND} {job.__qualname__}\n")
            sys.stdout.flush()

        return _loop(seconds=0.5)(told)

    return quicker


async def _at_once(*_: object, **__: object) -> None:
    pass


def main() -> None:
    """Shorten the waits, and go on as ever."""
    assert "cogs.digest" not in sys.modules, "cogs are loaded with the loops below"
    vars(tasks)["loop"] = _quick_loop
    for module in (bot.digest.service.digests, bot.digest.ui.posting):
        vars(module)["LEASE"] = timedelta(seconds=4)
    vars(bot.digest.ui.posting)["_GIVE_UP_BEFORE_LEASE"] = timedelta(seconds=1)
    setattr(TollfreeClient, "before_identify_hook", _at_once)  # noqa: B010 - a method
    cli()


if __name__ == "__main__":
    main()
