"""The figures of what searches came to, on the first of a month."""

from collections.abc import Mapping

from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog
from bot.outcomes.service.publishing import OutcomePublishing


class OutcomeUpkeepCog(UpkeepCog):
    """Publishes a month once, by whichever process comes first."""

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each minute."""
        return {"publishing outcomes": self._services[OutcomePublishing].publish_due}


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(OutcomeUpkeepCog(client))
