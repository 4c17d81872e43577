"""What belongs to a server: its settings, and what its moderators are told."""

from bot.kit.capability import Capability, Services
from bot.kit.forgetting import Forgetting
from bot.outbox.ui.deliveries import Deliveries, Delivery
from bot.servers.model.errands import NOTICE
from bot.servers.service.leaving import LeavingService, Retention
from bot.servers.service.notices import ServerNoticeService
from bot.servers.service.settings import GuildSettingsService
from bot.servers.ui.telling import deliver_server_notice


def _make(services: Services) -> None:
    services.add(GuildSettingsService(services.storage, services.clock))
    services.add(ServerNoticeService(services.storage))
    services[Deliveries].add(Delivery(NOTICE, deliver_server_notice))
    services.add(Forgetting())
    services.offer(Retention, Retention)
    services.add(LeavingService(services.storage, services.clock, services[Retention]))


SERVERS = Capability(cogs=("cogs.servers_upkeep",), make=_make)
