"""The outbox's own work: what waits is looked for each few seconds, and at once after a nudge."""

from discord.ext import commands, tasks

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import attempt, run_jobs
from bot.outbox.service import Outbox
from bot.outbox.ui.courier import Courier
from bot.outbox.ui.running import NUDGE


class OutboxCog(commands.Cog):
    """Asks the database what is to be put on Discord; any number of processes may."""

    def __init__(self, client: TollfreeClient) -> None:
        self._client = client

    async def cog_load(self) -> None:
        """Begin."""
        self.tick.start()
        self.tidy.start()

    async def cog_unload(self) -> None:
        """Stop."""
        self.tick.cancel()
        self.tidy.cancel()

    @tasks.loop(seconds=5)
    async def tick(self) -> None:
        """Begin what is due."""
        if self._client.is_ready():
            await run_jobs({"delivering": self._deliver}, self._client.services.meter)

    @tasks.loop(hours=1)
    async def tidy(self) -> None:
        """Delete what was settled long ago."""
        if self._client.is_ready():
            await run_jobs({"clearing the outbox": self._clear}, self._client.services.meter)

    @commands.Cog.listener(f"on_{NUDGE}")
    async def look_now(self) -> None:
        """Begin what was asked for just now."""
        if self._client.is_ready():
            await attempt(self._deliver, "delivering failed")

    async def _deliver(self) -> None:
        await self._client.services[Courier].begin_due(self._client)

    async def _clear(self) -> None:
        await self._client.services[Outbox].clear_settled()


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(OutboxCog(client))
