"""The daily messages to those who follow roles and sectors."""

from collections.abc import Mapping

from bot.following.service.delivery import Claim, FollowDelivery
from bot.following.ui.telling import tell_follower
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog, attempt
from bot.outbox.service import Outbox

_AT_ONCE = 10
MOST_FIRST_A_MINUTE = 8
"""New private channels a minute: Discord shuts out who opens many at once (code 40003)."""
MOST_A_MINUTE = 50
"""Messages a minute and process: Discord allows 50 requests a second, which members' own presses need more."""


class FollowUpkeepCog(UpkeepCog):
    """Asks the database every minute who is due."""

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each minute."""
        return {"telling followers": self._tell, "clearing what is followed no more": self._delivery.clear_stopped}

    @property
    def _delivery(self) -> FollowDelivery:
        return self._services[FollowDelivery]

    async def _tell(self) -> None:
        """Write to those who are due, slowly to those who never had a message; to nobody while Discord wants none."""
        await self._tell_some(MOST_A_MINUTE, is_first=False)
        await self._tell_some(MOST_FIRST_A_MINUTE, is_first=True)

    async def _tell_some(self, most: int, *, is_first: bool) -> None:
        """Write to so many; whoever has nothing new takes no place among them."""
        sent = 0
        outbox = self._services[Outbox]
        while sent < most and not await outbox.messages_are_paused():
            claims = await self._delivery.claim_due(min(_AT_ONCE, most - sent), is_first=is_first)
            if not claims:
                return
            for claim in claims:
                sent += await self._tell_one(claim)
                if await outbox.messages_are_paused():
                    return

    async def _tell_one(self, claim: Claim) -> bool:
        """Write to one; a failure counts as sent, so that a Discord in trouble is not asked without end."""
        has_sent = True

        async def tell() -> None:
            nonlocal has_sent
            has_sent = await tell_follower(self._client, claim)

        await attempt(tell, "a follower could not be told")
        return has_sent


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(FollowUpkeepCog(client))
