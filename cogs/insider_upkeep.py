"""What questions to insiders need without anybody pressing: clocks, one note a day, pauses, and an end of keeping."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from bot.insiders.service.here import AnsweringHere
from bot.insiders.service.upkeep import InsiderUpkeep
from bot.kit.ui.client import TollfreeClient
from bot.kit.ui.periodic import Job, UpkeepCog


class InsiderUpkeepCog(UpkeepCog):
    """Asks the database every minute what is due; what people are told is in the outbox."""

    def jobs(self) -> Mapping[str, Job]:
        """Return what is done each minute."""
        upkeep = self._services[InsiderUpkeep]
        return {
            "closing questions": partial(self._each, upkeep.expire_due),
            "notes to insiders": partial(self._each, upkeep.ask_prompts),
            "pausing silent insiders": partial(self._each, upkeep.pause_silent),
            "scrubbing questions": upkeep.scrub,
            "who answers where": self._services[AnsweringHere].refresh,
        }

    @staticmethod
    async def _each(due: Callable[[], Awaitable[int]]) -> None:
        """Do what is due, a portion at a time."""
        while await due():
            pass


async def setup(client: TollfreeClient) -> None:
    """Add the cog."""
    await client.add_cog(InsiderUpkeepCog(client))
