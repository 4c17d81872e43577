"""The pages of the knowledge base as cards, and what curators hear of them."""

from bot.kit.capability import Capability, Services
from bot.kit.recent_shares import RecentShares
from bot.kit.ui.drawing import Drawing
from bot.kit.ui.keeping import KEEP_ITEMS
from bot.knowledge.library import Library
from bot.pages.service.personal import PersonalLabels, RoleLines
from bot.pages.service.reviews import PageReviewService
from bot.pages.service.seen_here import SeenHere
from bot.pages.ui.items import PAGE_ITEMS
from bot.pages.ui.moments import Moments


def _make(services: Services) -> None:
    services.add(RecentShares(services.clock))
    services.add(PersonalLabels())
    services.add(RoleLines())
    services.add(SeenHere())
    services.add(Drawing())
    services.add(Moments())
    services.add(PageReviewService(services.storage, services.clock, services[Library]))


PAGES = Capability(cogs=("cogs.pages", "cogs.pages_watch"), items=(*PAGE_ITEMS, *KEEP_ITEMS), make=_make)
