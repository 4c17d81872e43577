"""Notice edited pages while running."""

import asyncio
import logging

from discord.ext import commands, tasks

from bot.kit.ui.client import TollfreeClient
from bot.knowledge.library import Library

log = logging.getLogger(__name__)
_SECONDS = 2.0


class KnowledgeWatchCog(commands.Cog):
    """Asks the library to look for edits every two seconds."""

    def __init__(self, client: TollfreeClient) -> None:
        self._client = client

    async def cog_load(self) -> None:
        """Begin to look."""
        self.look.start()

    async def cog_unload(self) -> None:
        """Stop looking."""
        self.look.cancel()

    @tasks.loop(seconds=_SECONDS)
    async def look(self) -> None:
        """Look once; an error is logged and does not end the loop."""
        try:
            await asyncio.to_thread(self._client.services[Library].refresh)
        except Exception:  # the loop would die for good
            log.exception("looking for edited pages failed; trying again in %s seconds", _SECONDS)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(KnowledgeWatchCog(client))
