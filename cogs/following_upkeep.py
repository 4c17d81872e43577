"""The daily messages to those who follow roles and sectors."""

from discord.ext import commands, tasks

from bot.following.service.delivery import Claim, FollowDelivery
from bot.following.ui.telling import tell_follower
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import attempt, run_jobs

MOST_A_MINUTE = 50
"""Messages a minute and process: Discord allows 50 requests a second, which members' own presses need more."""


class FollowUpkeepCog(commands.Cog):
    """Asks the database every minute who is due; any number of processes may."""

    def __init__(self, client: TollfreeClient) -> None:
        self._client = client
        self._delivery = client.services[FollowDelivery]

    async def cog_load(self) -> None:
        """Begin."""
        self.tick.start()

    async def cog_unload(self) -> None:
        """Stop."""
        self.tick.cancel()

    @tasks.loop(minutes=1)
    async def tick(self) -> None:
        """Do every job once; one that fails is logged, and ends neither the others nor the loop."""
        if self._client.is_ready():
            jobs = {"telling followers": self._tell, "clearing what is followed no more": self._clear}
            await run_jobs(jobs, self._client.services.meter)

    async def _tell(self) -> None:
        """Write to those who are due; whoever has nothing new takes no place among the messages of a minute."""
        sent = 0
        while sent < MOST_A_MINUTE and (claims := await self._delivery.claim_due()):
            for claim in claims:
                sent += await self._tell_one(claim)

    async def _tell_one(self, claim: Claim) -> bool:
        """Write to one; a failure counts as sent, so that a Discord in trouble is not asked without end."""
        has_sent = True

        async def tell() -> None:
            nonlocal has_sent
            has_sent = await tell_follower(self._client, claim)

        await attempt(tell, "a follower could not be told")
        return has_sent

    async def _clear(self) -> None:
        await self._delivery.clear_stopped()


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(FollowUpkeepCog(client))
