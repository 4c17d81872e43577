"""`python -m tests.sockets.quick_bot run`: the bot as it ships, but its minutes are seconds.

What is due is looked for each half second instead of each minute, a digest's lease ends after four seconds instead of
five minutes, and shards follow each other at once instead of after five seconds.
"""

import sys
from datetime import timedelta

import bot.digest.service.digests
import bot.digest.ui.posting
from bot.cli.commands import cli
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import UpkeepCog

ROUND = "did a round of"
_round = UpkeepCog.round


async def _told(cog: UpkeepCog) -> None:
    await _round(cog)
    sys.stdout.write(f"{ROUND} {type(cog).__name__}\n")
    sys.stdout.flush()


async def _at_once(*_: object, **__: object) -> None:
    pass


def main() -> None:
    """Shorten the waits, and go on as ever."""
    UpkeepCog.every = 0.5
    setattr(UpkeepCog, "round", _told)  # noqa: B010 - a method
    for module in (bot.digest.service.digests, bot.digest.ui.posting):
        vars(module)["LEASE"] = timedelta(seconds=4)
    vars(bot.digest.ui.posting)["_GIVE_UP_BEFORE_LEASE"] = timedelta(seconds=1)
    setattr(TollfreeClient, "before_identify_hook", _at_once)  # noqa: B010 - a method
    cli()


if __name__ == "__main__":
    main()
