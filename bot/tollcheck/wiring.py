"""Warning signs in offers."""

from bot.kit.capability import Capability, Services
from bot.tollcheck.service import TollcheckSigns


def _make(services: Services) -> None:
    services.add(TollcheckSigns())


TOLLCHECK = Capability(cogs=("cogs.tollcheck",), make=_make)
