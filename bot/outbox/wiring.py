"""The outbox: what is to be put on Discord."""

from bot.kit.capability import Capability, Services
from bot.outbox.model.errands import DELETE
from bot.outbox.service import Outbox
from bot.outbox.ui.courier import Courier
from bot.outbox.ui.deleting import delete_message
from bot.outbox.ui.deliveries import Deliveries, Delivery


def _make(services: Services) -> None:
    services.add(Outbox(services.storage, services.clock))
    deliveries = Deliveries()
    deliveries.add(Delivery(DELETE, delete_message))
    services.add(deliveries)
    services.add(Courier())


OUTBOX = Capability(cogs=("cogs.outbox",), make=_make)
