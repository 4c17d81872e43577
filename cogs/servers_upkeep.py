"""What servers left behind that have removed the bot."""

import asyncio
from collections.abc import Mapping

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog
from bot.servers.service.leaving import LeavingService

_HOUR = 3600.0


class ServersUpkeepCog(UpkeepCog):
    """Compares, once an hour, the servers that Discord names with those of which something is kept.

    Discord's own message of a removal is missed where the bot is off, and a list of all servers is not.
    """

    _next = 0.0

    def jobs(self) -> Mapping[str, Job]:
        """Return what is looked after each minute."""
        return {"forgetting servers": self._forget}

    async def _forget(self) -> None:
        """Compare, and forget; a server that is away for a while is among those that Discord names."""
        now = asyncio.get_running_loop().time()
        if now < self._next:
            return
        leaving = self._services[LeavingService]
        await leaving.compare({guild.id for guild in self._client.guilds}, self._client.serves)
        await leaving.forget_due()
        self._next = now + _HOUR


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(ServersUpkeepCog(client))
