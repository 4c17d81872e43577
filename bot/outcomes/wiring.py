"""What members' searches came to."""

from bot.kit.capability import Capability, Services
from bot.knowledge.library import Library
from bot.knowledge.topics import LibraryPages
from bot.outcomes.service.publishing import OutcomePublishing
from bot.outcomes.service.telling import OutcomeService
from bot.outcomes.ui.items import OUTCOME_ITEMS, outcomes_button
from bot.outcomes.ui.stats import tell_button
from bot.pages.service.seen_here import SeenHere
from bot.pages.ui.moments import Moments


def _make(services: Services) -> None:
    outcomes = OutcomeService(services.storage, services.clock, LibraryPages(services[Library]))
    services.add(outcomes)
    services[SeenHere].add(outcomes.hired_into)
    services.add(OutcomePublishing(services.storage, services.clock))
    services[Moments].add(tell_button)


OUTCOMES = Capability(
    cogs=("cogs.outcome", "cogs.outcome_upkeep"),
    items=OUTCOME_ITEMS,
    role_actions=(outcomes_button,),
    make=_make,
)
