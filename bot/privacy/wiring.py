"""What is stored of a member."""

from bot.kit.capability import Capability, Services
from bot.kit.forgetting import Forgetting
from bot.privacy.service import PrivacyService
from bot.privacy.ui import PRIVACY_ITEMS


def _make(services: Services) -> None:
    services.add(PrivacyService(services.storage, services.clock, services[Forgetting]))


PRIVACY = Capability(cogs=("cogs.privacy",), items=PRIVACY_ITEMS, make=_make)
