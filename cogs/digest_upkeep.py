"""The digest itself: once a day for each server, at its own local time."""

from collections.abc import Mapping
from functools import partial

from bot.digest.service.digests import DigestService
from bot.digest.ui.posting import post_due
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog, attempt
from bot.pages.service.reviews import PageReviewService


class DigestUpkeepCog(UpkeepCog):
    """Asks the database every minute which digests are due."""

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each minute."""
        return {
            "noting reviewed pages": self._services[PageReviewService].note,
            "posting digests": self._post_due,
        }

    async def _post_due(self) -> None:
        for guild_id in await self._services[DigestService].due_servers():
            if self._client.serves(guild_id):
                await attempt(partial(post_due, self._client, guild_id), "a server’s digest failed")


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(DigestUpkeepCog(client))
