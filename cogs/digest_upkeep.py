"""Which digests are due: once a day for each server, at its own local time. The outbox posts them."""

from collections.abc import Mapping

from bot.digest.service.digests import DigestService
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog
from bot.outbox.ui.running import nudge
from bot.pages.service.reviews import PageReviewService


class DigestUpkeepCog(UpkeepCog):
    """Asks the database every minute which digests are due."""

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each minute."""
        return {
            "noting reviewed pages": self._services[PageReviewService].note,
            "asking for digests": self._ask,
        }

    async def _ask(self) -> None:
        if await self._services[DigestService].ask_due(self._has):
            nudge(self._client)

    def _has(self, guild_id: int) -> bool:
        return self._client.serves(guild_id) and self._client.get_guild(guild_id) is not None


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(DigestUpkeepCog(client))
