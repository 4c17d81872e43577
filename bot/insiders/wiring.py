"""People who do the work and answer questions about it."""

from bot.insiders.model import errands
from bot.insiders.service.answering import Answering
from bot.insiders.service.asking import Asking
from bot.insiders.service.closing import close_before_forgetting
from bot.insiders.service.drafts import Drafts
from bot.insiders.service.here import AnsweringHere
from bot.insiders.service.profiles import Profiles
from bot.insiders.service.reporting import Reporting
from bot.insiders.service.upkeep import InsiderUpkeep
from bot.insiders.ui import telling
from bot.insiders.ui.items import INSIDER_ITEMS
from bot.insiders.ui.role import card_line, insiders_button
from bot.kit.capability import Capability, Services
from bot.kit.forgetting import Forgetting
from bot.knowledge.library import Library
from bot.knowledge.topics import LibraryPages
from bot.outbox.ui.deliveries import Deliveries, Delivery
from bot.pages.service.personal import RoleLines

_DELIVERIES = (
    Delivery(errands.ASKER, telling.deliver_to_asker),
    Delivery(errands.TAKER, telling.deliver_to_taker),
    Delivery(errands.DAILY, telling.deliver_daily),
    Delivery(errands.SILENT, telling.deliver_silence),
    Delivery(errands.REPORTED, telling.deliver_reports),
)


def _make(services: Services) -> None:
    storage, clock = services.storage, services.clock
    here = AnsweringHere(storage, clock)
    services.add(here)
    services.add(Profiles(storage, clock, LibraryPages(services[Library]), here))
    services.add(Asking(storage, clock))
    services.add(Answering(storage, clock, here))
    services.add(Reporting(storage, clock, here))
    services.add(InsiderUpkeep(storage, clock))
    services.add(Drafts(clock))
    for delivery in _DELIVERIES:
        services[Deliveries].add(delivery)
    services[Forgetting].add(close_before_forgetting)
    services[RoleLines].add(lambda guild_id, role_id: card_line(here.liveness(guild_id, role_id)))


INSIDERS = Capability(
    cogs=("cogs.insider", "cogs.insider_upkeep"),
    items=INSIDER_ITEMS,
    role_actions=(insiders_button,),
    make=_make,
)
