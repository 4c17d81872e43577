"""The pages of the knowledge base as cards, and what curators hear of them."""

from bot.kit.capability import Capability, Services
from bot.kit.recent_shares import RecentShares
from bot.knowledge.library import Library
from bot.pages.service.corrections import RepositoryLinks
from bot.pages.service.reviews import PageReviewService
from bot.pages.ui.card_rule import every_card_fits
from bot.pages.ui.items import DYNAMIC_ITEMS


def _make(services: Services) -> None:
    settings, storage, clock = services.settings, services.storage, services.clock
    services.offer(Library, lambda: Library(settings.knowledge_dir, clock, [every_card_fits]))
    services.add(RepositoryLinks(str(settings.repository_url) if settings.repository_url else None))
    services.add(RecentShares(clock))
    services.add(PageReviewService(storage, clock, services[Library]))


PAGES = Capability(cogs=("cogs.pages", "cogs.pages_watch"), items=DYNAMIC_ITEMS, make=_make)
