"""Which followers are due, once a day each; the outbox tells them."""

from collections.abc import Mapping

from bot.following.service.delivery import FollowDelivery
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog
from bot.outbox.service import Outbox
from bot.outbox.ui.courier import KNOWN_A_MINUTE
from bot.outbox.ui.running import nudge

MOST_FIRST_A_MINUTE = 8
"""Followers a minute for whom a channel is opened: Discord shuts out who opens many at once (code 40003)."""


class FollowUpkeepCog(UpkeepCog):
    """Asks the database every minute who is due."""

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each minute."""
        delivery = self._services[FollowDelivery]
        return {
            "minding followers’ clocks": delivery.mind_the_clock,
            "asking for news": self._ask,
            "clearing what is followed no more": delivery.clear_stopped,
        }

    async def _ask(self) -> None:
        """Ask for as many messages as go out in a minute; for none while Discord wants none."""
        if await self._services[Outbox].messages_are_paused():
            return
        delivery = self._services[FollowDelivery]
        asked = await delivery.ask_due(KNOWN_A_MINUTE, is_first=False)
        asked += await delivery.ask_due(MOST_FIRST_A_MINUTE, is_first=True)
        if asked:
            nudge(self._client)


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(FollowUpkeepCog(client))
