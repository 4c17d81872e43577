"""The outbox's own work: what waits is looked for each few seconds, and at once after a nudge."""

from collections.abc import Mapping
from datetime import timedelta

from discord.ext import commands

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog, attempt
from bot.kit.ui.refusals import NO_MESSAGES
from bot.outbox.service import Outbox
from bot.outbox.ui.courier import Courier
from bot.outbox.ui.running import NUDGE, pause_messages


class OutboxCog(UpkeepCog):
    """Asks the database what is to be put on Discord."""

    every = 5.0

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each few seconds."""
        return {"delivering": self._deliver}

    @commands.Cog.listener(f"on_{NUDGE}")
    async def look_now(self) -> None:
        """Begin what was asked for just now."""
        if self._client.is_ready():
            await attempt(self._deliver, "delivering failed")

    @commands.Cog.listener(f"on_{NO_MESSAGES}")
    async def pause_messages(self, wait: timedelta) -> None:
        """Let private messages wait, since a member's press met what Discord says to too many of them."""
        await pause_messages(self._client, wait)

    async def _deliver(self) -> None:
        await self._services[Courier].begin_due(self._client)


class OutboxTidyCog(UpkeepCog):
    """Clears the outbox of what was settled long ago, and counts the rest."""

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each minute."""
        return {"clearing the outbox": self._services[Outbox].clear_settled, "counting the outbox": self._count}

    async def _count(self) -> None:
        counts = await self._services[Outbox].counts()
        self._services.meter.outbox_counted({(kind, state.value): count for (kind, state), count in counts.items()})


async def setup(client: TollfreeClient) -> None:
    """Add the cogs."""
    await client.add_cog(OutboxCog(client))
    await client.add_cog(OutboxTidyCog(client))
