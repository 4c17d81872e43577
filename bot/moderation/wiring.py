"""What moderators decide about leads."""

from bot.kit.capability import Capability, Services
from bot.leads.model.errands import QUEUE_CARD
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.queue_channel import fill_queue_channel
from bot.moderation.service.review import ReviewService
from bot.moderation.ui.decisions import ReviewButton
from bot.moderation.ui.delivering import deliver_queue_card, queue_card_refused
from bot.moderation.ui.moderating import ModerateButton
from bot.moderation.ui.pages import ModeratorPage
from bot.outbox.ui.deliveries import Deliveries, Delivery
from bot.servers.service.settings import GuildSettingsService


def _make(services: Services) -> None:
    services[GuildSettingsService].when_changed(fill_queue_channel)
    services[Deliveries].add(Delivery(QUEUE_CARD, deliver_queue_card, queue_card_refused))
    services.add(ReviewService(services.storage, services.clock))
    services.add(BlockService(services.storage, services.clock))


MODERATION = Capability(cogs=("cogs.moderation",), items=(ReviewButton, ModeratorPage, ModerateButton), make=_make)
