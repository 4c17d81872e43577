"""Leave start-up behind: the index for questions is ready, and what lives for ever costs neither time nor memory."""

import asyncio
import gc
import logging

from bot.ask.service.asking import AskService
from bot.cli.waiting import AskedToStop, until_stopped
from bot.kit.memory import give_back_memory

log = logging.getLogger(__name__)


async def settle_in(asking: AskService, stop: asyncio.Event) -> None:
    """Build the index for questions, so that the first one is answered at once; then tidy up, unless it is to stop."""
    try:
        await until_stopped(stop, asking.warm_up())
    except AskedToStop:
        return
    calm_garbage_collection()
    give_back_memory()
    log.info("settled in: the index for questions is ready")


def calm_garbage_collection() -> None:
    """Leave what is there now out of garbage collection.

    Modules, pages and the servers that Discord described live as long as the process; a full collection over those of
    500 servers takes a tenth of a second. What was left out before is looked at once more: a new gateway session
    describes all servers anew.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
