"""Say once, when Discord has let us in, what is running."""

import logging
import platform
import time

import discord

from bot import __version__
from bot.kit.ui.client import TollfreeClient
from bot.knowledge.library import Library

log = logging.getLogger(__name__)


def log_when_ready(client: TollfreeClient, database_kind: str, began: float) -> None:
    """Log one line when the client is first ready; `began` is the process's beginning by time.perf_counter."""

    async def on_ready() -> None:
        client.remove_listener(on_ready)
        base = client.services[Library].current
        log.info(
            "ready after %.1f s: tollfree %s, discord.py %s, Python %s, %s, shards %s of %s, %d servers, "
            "knowledge %s with %d pages",
            time.perf_counter() - began,
            __version__,
            discord.__version__,
            platform.python_version(),
            database_kind,
            ",".join(str(number) for number in sorted(client.shards)),
            client.shard_count,
            len(client.guilds),
            base.version,
            len(base.pages),
        )

    client.add_listener(on_ready)
