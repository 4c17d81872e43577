"""The outbox's own work: what waits is looked for each few seconds, and at once after a nudge."""

import asyncio

from discord.ext import commands, tasks

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import run_jobs
from bot.outbox.service import Outbox
from bot.outbox.ui.running import NUDGE, deliver_due


class OutboxCog(commands.Cog):
    """Asks the database what is to be put on Discord; any number of processes may."""

    def __init__(self, client: TollfreeClient) -> None:
        self._client = client
        self._at_work = asyncio.Lock()

    async def cog_load(self) -> None:
        """Begin."""
        self.tick.start()
        self.tidy.start()

    async def cog_unload(self) -> None:
        """Stop."""
        self.tick.cancel()
        self.tidy.cancel()

    @tasks.loop(seconds=10)
    async def tick(self) -> None:
        """Carry out what is due."""
        if self._client.is_ready() and not self._at_work.locked():
            await run_jobs({"delivering": self._deliver}, self._client.services.meter)

    @tasks.loop(hours=1)
    async def tidy(self) -> None:
        """Delete what was settled long ago."""
        if self._client.is_ready():
            await run_jobs({"clearing the outbox": self._clear}, self._client.services.meter)

    @commands.Cog.listener(f"on_{NUDGE}")
    async def look_now(self) -> None:
        """Carry out what was asked for just now."""
        if self._client.is_ready():
            await self._deliver()

    async def _deliver(self) -> None:
        async with self._at_work:
            await deliver_due(self._client)

    async def _clear(self) -> None:
        await self._client.services[Outbox].clear_settled()


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(OutboxCog(client))
