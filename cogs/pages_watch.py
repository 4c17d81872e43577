"""Notice edited pages while running."""

import asyncio
from collections.abc import Mapping

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog
from bot.knowledge.library import Library


class KnowledgeWatchCog(UpkeepCog):
    """Asks the library to look for edits every two seconds."""

    every = 2.0
    needs_discord = False

    def jobs(self) -> Mapping[str, Job]:
        """Return the one job."""
        return {"looking for edited pages": self._look}

    async def _look(self) -> None:
        await asyncio.to_thread(self._services[Library].refresh)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(KnowledgeWatchCog(client))
