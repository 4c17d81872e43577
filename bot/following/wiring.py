"""Roles and sectors that members want to be told about."""

from functools import partial

from bot.following.model import FIRST_NEWS, NEWS
from bot.following.service.delivery import FollowDelivery
from bot.following.service.following import FollowService
from bot.following.ui.items import FOLLOW_ITEMS, follow_button, follow_labels
from bot.following.ui.telling import deliver_news, news_refused
from bot.kit.capability import Capability, Services
from bot.knowledge.library import Library
from bot.knowledge.topics import LibraryPages
from bot.outbox.ui.deliveries import Deliveries, Delivery
from bot.pages.service.personal import PersonalLabels


def _make(services: Services) -> None:
    pages = LibraryPages(services[Library])
    follows = FollowService(services.storage, services.clock, pages)
    services.add(follows)
    services.add(FollowDelivery(services.storage, services.clock, pages))
    services[PersonalLabels].add(partial(follow_labels, services), follows.follows_nothing)
    services[Deliveries].add(Delivery(NEWS, deliver_news, news_refused, has_channel=True))
    services[Deliveries].add(Delivery(FIRST_NEWS, deliver_news, news_refused))


FOLLOWING = Capability(
    cogs=("cogs.following", "cogs.following_upkeep"), items=FOLLOW_ITEMS, page_actions=(follow_button,), make=_make
)
