"""The daily digest."""

from bot.digest.model.errands import DIGEST as DIGEST_ERRAND
from bot.digest.service.digests import DigestService
from bot.digest.service.planning import replan_if_due
from bot.digest.ui.items import DIGEST_ITEMS
from bot.digest.ui.posting import deliver_digest
from bot.kit.capability import Capability, Services
from bot.knowledge.library import Library
from bot.outbox.ui.deliveries import Deliveries, Delivery
from bot.pages.service.personal import RoleLines
from bot.servers.service.settings import GuildSettingsService


def _make(services: Services) -> None:
    services.add(DigestService(services.storage, services.clock, services[Library], services[RoleLines]))
    services[GuildSettingsService].when_changed(replan_if_due)
    services[Deliveries].add(Delivery(DIGEST_ERRAND, deliver_digest))


DIGEST = Capability(cogs=("cogs.digest", "cogs.digest_upkeep"), items=DIGEST_ITEMS, make=_make)
