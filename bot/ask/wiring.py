"""Questions, and what the notes did not answer."""

from functools import cache

from bot.ask.engine.kept_vectors import open_embedder
from bot.ask.service.asking import AskService
from bot.ask.service.gaps import GapService
from bot.ask.ui.fixing import FIX_ITEMS
from bot.ask.ui.items import ASK_ITEMS
from bot.crisis.service import CrisisService
from bot.kit.capability import Capability, Services
from bot.knowledge.library import Library


def _make(services: Services) -> None:
    embedder = cache(open_embedder)  # one in memory for both
    services.offer(CrisisService, lambda: CrisisService(embedder))
    services.offer(AskService, lambda: AskService(services[Library], embedder, services[CrisisService]))
    services.add(GapService(services.storage, services.clock))


ASK = Capability(cogs=("cogs.ask",), items=(*ASK_ITEMS, *FIX_ITEMS), make=_make)
