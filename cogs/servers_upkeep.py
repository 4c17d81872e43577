"""What servers left behind that have removed the bot."""

from collections.abc import Mapping

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog
from bot.servers.service.leaving import LeavingService


class ServersUpkeepCog(UpkeepCog):
    """Compares the servers that Discord names with those of which something is kept.

    Discord's own message of a removal is missed where the bot is off, and a list of all servers is not.
    """

    every = 3600.0

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each hour."""
        return {"noting servers that are gone": self._compare, "forgetting servers": self._leaving.forget_due}

    @property
    def _leaving(self) -> LeavingService:
        return self._services[LeavingService]

    async def _compare(self) -> None:
        """Compare; a server that is away for a while is among those that Discord names."""
        await self._leaving.compare({guild.id for guild in self._client.guilds}, self._client.serves)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(ServersUpkeepCog(client))
