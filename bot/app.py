"""The composition root: settings, then storage, knowledge, services and client."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.client import Services, Shards, TollfreeClient
from bot.config import Settings
from bot.domain.gaps import GapCount
from bot.health.checkup import Health
from bot.health.gateway import Gateway
from bot.health.meter import PrometheusMeter
from bot.knowledge.asking.embedding import WordLlamaEmbedder
from bot.knowledge.loader import Loaded, load
from bot.proxies import use_api_proxy, use_gateway_proxy
from bot.services.asking import AskService
from bot.services.clock import Clock, SystemClock
from bot.services.command_sync import CommandSync
from bot.services.digests import DigestService
from bot.services.following_wiring import make_follow_services
from bot.services.gaps import GapService
from bot.services.lead_drafts import LeadDrafts
from bot.services.lead_pages import LibraryPages
from bot.services.leads_wiring import make_lead_services
from bot.services.library import Library
from bot.services.meter import NoMeter
from bot.services.offer_signs import TollcheckSigns
from bot.services.page_reviews import PageReviewService
from bot.services.recent_shares import RecentShares
from bot.services.repository import RepositoryLinks
from bot.services.server_notices import ServerNoticeService
from bot.storage.engines import make_engines, parse_database_url
from bot.storage.unit_of_work import Storage
from bot.storage.up_to_date import migrate_if_needed
from bot.ui.ask_items import ASK_ITEMS
from bot.ui.boundary import BoundaryTree
from bot.ui.card_rule import every_card_fits
from bot.ui.digest.items import DIGEST_ITEMS
from bot.ui.fit_items import FIT_ITEMS
from bot.ui.following.items import FOLLOW_ITEMS
from bot.ui.items import DYNAMIC_ITEMS
from bot.ui.leads.all_items import LEAD_ITEMS
from bot.ui.moderation.items import REVIEW_ITEMS
from bot.ui.presenter import CardPresenter
from bot.ui.privacy_card import PRIVACY_ITEMS
from bot.ui.setup.items import SETUP_ITEMS


@dataclass(frozen=True, slots=True)
class App:
    """The wired bot."""

    services: Services
    client: TollfreeClient
    health: Health | None
    """Examines the bot where HEALTH_PORT is set."""


@asynccontextmanager
async def open_app(
    settings: Settings,
    clock: Clock | None = None,
    library: Library | None = None,
    asking: AskService | None = None,
) -> AsyncIterator[App]:
    """Wire the bot on a migrated database; closes the database on leaving.

    A library and an index that are loaded already may be handed in; else they are loaded here.

    Raises KnowledgeInvalid, DatabaseUrlInvalid and DatabaseUnusable.
    """
    clock = clock or SystemClock()
    library = library or Library(settings.knowledge_dir, clock, [every_card_fits])
    engines = make_engines(parse_database_url(settings.database_url))
    storage = Storage(engines)
    meter = PrometheusMeter(clock) if settings.health_port else None
    try:
        await migrate_if_needed(engines)
        services = Services(
            clock=clock,
            meter=meter or NoMeter(),
            library=library,
            repository=RepositoryLinks(str(settings.repository_url) if settings.repository_url else None),
            recent_shares=RecentShares(clock),
            command_sync=CommandSync(storage, clock),
            asking=asking or AskService(library, WordLlamaEmbedder),
            gaps=GapService(storage, clock),
            leads=make_lead_services(storage, clock, LibraryPages(library), TollcheckSigns()),
            lead_drafts=LeadDrafts(clock),
            digests=DigestService(storage, clock, library),
            server_notices=ServerNoticeService(storage, clock),
            page_reviews=PageReviewService(storage, clock, library),
            following=make_follow_services(storage, clock, LibraryPages(library)),
        )
        use_api_proxy(settings)
        client = make_client(services, settings)
        use_gateway_proxy(client, settings)
        health = Health(meter, clock, library, storage, Gateway(client)) if meter else None
        yield App(services, client, health)
    finally:
        await storage.close()


ALL_ITEMS = (
    *DYNAMIC_ITEMS,
    *ASK_ITEMS,
    *FIT_ITEMS,
    *LEAD_ITEMS,
    *REVIEW_ITEMS,
    *DIGEST_ITEMS,
    *SETUP_ITEMS,
    *FOLLOW_ITEMS,
    *PRIVACY_ITEMS,
)
"""Everything that may be pressed on a message from before a restart."""


def make_client(services: Services, settings: Settings | None = None) -> TollfreeClient:
    """Return a client that has not connected yet; a restart in tests makes another over the same services."""
    return TollfreeClient(
        services,
        CardPresenter(services),
        tree=BoundaryTree,
        dynamic_items=ALL_ITEMS,
        shards=Shards(settings.shard_count, settings.shard_ids) if settings else Shards(),
    )


def open_asking(settings: Settings) -> tuple[Library, AskService]:
    """Load the pages for questions in a terminal, without database or Discord; raises KnowledgeInvalid."""
    library = Library(settings.knowledge_dir, SystemClock())
    return library, AskService(library, WordLlamaEmbedder)


def check_knowledge(settings: Settings, clock: Clock | None = None) -> Loaded:
    """Load the pages once and check them by all rules, those of the cards too."""
    return load(settings.knowledge_dir, (clock or SystemClock()).now().date(), [every_card_fits])


async def read_gaps(settings: Settings, days: int) -> list[GapCount]:
    """Return what the notes did not answer; raises DatabaseUrlInvalid and DatabaseUnusable."""
    engines = make_engines(parse_database_url(settings.database_url))
    try:
        await migrate_if_needed(engines)
        return await GapService(Storage(engines), SystemClock()).counted(timedelta(days=days))
    finally:
        await engines.dispose()


async def migrate_database(settings: Settings) -> None:
    """Bring the database to the newest revision; raises DatabaseUrlInvalid and DatabaseUnusable."""
    from bot.storage.migrating import migrate

    engines = make_engines(parse_database_url(settings.database_url))
    try:
        await migrate(engines)
    finally:
        await engines.dispose()
