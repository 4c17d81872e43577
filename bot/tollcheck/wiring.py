"""Warning signs in offers."""

from bot.crisis.service import CrisisService
from bot.kit.capability import Capability, Services
from bot.tollcheck.service import OfferReader, TollcheckSigns


def _make(services: Services) -> None:
    services.add(TollcheckSigns())
    services.offer(OfferReader, lambda: OfferReader(services[CrisisService].embedder))


TOLLCHECK = Capability(cogs=("cogs.tollcheck",), make=_make)
