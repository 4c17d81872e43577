"""What moderators decide about leads."""

from bot.kit.capability import Capability, Services
from bot.moderation.service.blocks import BlockService
from bot.moderation.service.review import ReviewService
from bot.moderation.ui.decisions import ReviewButton
from bot.moderation.ui.pages import ModeratorPage


def _make(services: Services) -> None:
    services.add(ReviewService(services.storage, services.clock))
    services.add(BlockService(services.storage, services.clock))


MODERATION = Capability(cogs=("cogs.moderation",), items=(ReviewButton, ModeratorPage), make=_make)
