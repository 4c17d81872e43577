"""What belongs to a server: its settings, and what its moderators are told."""

from bot.kit.capability import Capability, Services
from bot.servers.service.leaving import LeavingService, Retention
from bot.servers.service.notices import ServerNoticeService
from bot.servers.service.settings import GuildSettingsService


def _make(services: Services) -> None:
    services.add(GuildSettingsService(services.storage, services.clock))
    services.add(ServerNoticeService(services.storage, services.clock))
    services.offer(Retention, Retention)
    services.add(LeavingService(services.storage, services.clock, services[Retention]))


SERVERS = Capability(cogs=("cogs.servers_upkeep",), make=_make)
