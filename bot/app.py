"""The composition root: settings, then storage, the capabilities' services, and the client."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from bot.ask.engine.kept_vectors import open_embedder
from bot.ask.model import GapCount, Judged
from bot.ask.service.asking import AskService
from bot.ask.service.gaps import GapService
from bot.ask.wiring import ASK
from bot.config import Settings
from bot.crisis.service import CrisisService
from bot.data.up_to_date import migrate_if_needed
from bot.digest.wiring import DIGEST
from bot.fit.wiring import FIT
from bot.following.wiring import FOLLOWING
from bot.health.checkup import Health
from bot.health.gateway import Gateway
from bot.health.meter import PrometheusMeter
from bot.insiders.wiring import INSIDERS
from bot.kit.capability import Services
from bot.kit.clock import Clock, SystemClock
from bot.kit.command_sync import CommandSync
from bot.kit.meter import NoMeter
from bot.kit.storage.address import parse_database_url
from bot.kit.storage.checkup import DatabaseCheckup
from bot.kit.storage.engines import make_engines
from bot.kit.storage.transactions import Storage
from bot.kit.ui.boundary import BoundaryTree
from bot.kit.ui.client import Shards, TollfreeClient
from bot.kit.ui.frames import live_through_odd_frames
from bot.kit.ui.unechoed import answer_unechoed
from bot.knowledge.library import Library
from bot.knowledge.loader import Loaded, load
from bot.leads.wiring import LEADS
from bot.moderation.wiring import MODERATION
from bot.moves.wiring import MOVES
from bot.outbox.model.job import OutboxState
from bot.outbox.service import Outbox
from bot.outbox.wiring import OUTBOX
from bot.outcomes.service.publishing import OutcomePublishing, Standing
from bot.outcomes.wiring import OUTCOMES
from bot.pages.service.site_links import SiteLinks
from bot.pages.ui.card_rule import every_card_fits
from bot.pages.ui.corrections import RepositoryLinks
from bot.pages.ui.page_actions import PageActions
from bot.pages.ui.presenter import CardPresenter
from bot.pages.wiring import PAGES
from bot.plan.wiring import PLAN
from bot.privacy.wiring import PRIVACY
from bot.proxies import use_api_proxy, use_gateway_proxy
from bot.servers.service.leaving import Retention
from bot.servers.wiring import SERVERS
from bot.setup.wiring import SETUP
from bot.tollcheck.wiring import TOLLCHECK

CAPABILITIES = (
    *(OUTBOX, SERVERS, PAGES, MOVES, PLAN, ASK, FIT, TOLLCHECK, LEADS),
    *(MODERATION, FOLLOWING, INSIDERS, OUTCOMES, DIGEST, PRIVACY, SETUP),
)
"""All that the bot can do, the lower floors first: each finds the services of those before it."""


@dataclass(frozen=True, slots=True)
class App:
    """The wired bot."""

    services: Services
    client: TollfreeClient
    health: Health | None
    """Examines the bot where HEALTH_PORT is set."""


@asynccontextmanager
async def open_app(settings: Settings, clock: Clock | None = None, given: Iterable[object] = ()) -> AsyncIterator[App]:
    """Wire the bot on a migrated database; closes the database on leaving.

    Services that take a while to make, loaded pages or an index, may be given.

    Raises KnowledgeInvalid, DatabaseUrlInvalid and DatabaseUnusable.
    """
    clock = clock or SystemClock()
    engines = make_engines(parse_database_url(settings.database_url))
    storage = Storage(engines)
    meter = PrometheusMeter(clock) if settings.health_port else None
    try:
        await migrate_if_needed(engines)
        services = make_services(Services(storage, clock, meter or NoMeter()), settings, given)
        use_api_proxy(settings)
        client = make_client(services, settings)
        use_gateway_proxy(client, settings)
        live_through_odd_frames(client)
        answer_unechoed()
        health = Health(meter, clock, services[Library], DatabaseCheckup(storage), Gateway(client)) if meter else None
        yield App(services, client, health)
    finally:
        await storage.close()


def make_services(services: Services, settings: Settings, given: Iterable[object] = ()) -> Services:
    """Add what is given, what the settings decide, and then what each capability makes of it."""
    for service in given:
        services.add(service)
    services.offer(Library, lambda: Library(settings.knowledge_dir, services.clock, [every_card_fits]))
    services.add(RepositoryLinks(str(settings.repository_url) if settings.repository_url else None))
    services.add(SiteLinks(str(settings.site_url) if settings.site_url else None))
    services.add(CommandSync(services.storage, services.clock))
    services.add(Retention(timedelta(days=settings.keep_removed_servers_days)))
    for capability in CAPABILITIES:
        capability.make(services)
    return services


def every_item() -> list[type[Any]]:
    """Return all buttons and menus that may be pressed on a message from before a restart."""
    return [item for capability in CAPABILITIES for item in capability.items]


def every_page_action() -> PageActions:
    """Return what can be done with pages besides reading them."""
    return PageActions(
        tuple(action for capability in CAPABILITIES for action in capability.page_actions),
        tuple(action for capability in CAPABILITIES for action in capability.role_actions),
    )


def make_client(services: Services, settings: Settings | None = None) -> TollfreeClient:
    """Return a client that has not connected yet; a restart in tests makes another over the same services."""
    return TollfreeClient(
        services,
        CardPresenter(services, every_page_action()),
        tree=BoundaryTree,
        dynamic_items=every_item(),
        cogs=[cog for capability in CAPABILITIES for cog in capability.cogs],
        shards=Shards(settings.shard_count, settings.shard_ids) if settings else Shards(),
    )


def open_asking(settings: Settings) -> tuple[Library, AskService]:
    """Load the pages for questions in a terminal, without database or Discord; raises KnowledgeInvalid."""
    library = Library(settings.knowledge_dir, SystemClock())
    embedder = cache(open_embedder)
    return library, AskService(library, embedder, CrisisService(embedder))


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


async def read_outbox(settings: Settings, limit: int) -> OutboxState:
    """Return what is to be put on Discord, and what was given up; raises DatabaseUrlInvalid and DatabaseUnusable."""
    engines = make_engines(parse_database_url(settings.database_url))
    try:
        await migrate_if_needed(engines)
        return await Outbox(Storage(engines), SystemClock()).state(limit)
    finally:
        await engines.dispose()


async def read_outcomes(settings: Settings) -> list[Standing]:
    """Return what is published of members' searches; raises DatabaseUrlInvalid and DatabaseUnusable."""
    engines = make_engines(parse_database_url(settings.database_url))
    try:
        await migrate_if_needed(engines)
        return await OutcomePublishing(Storage(engines), SystemClock()).standing()
    finally:
        await engines.dispose()


async def read_judged(settings: Settings) -> list[Judged]:
    """Return what members said of answers; raises DatabaseUrlInvalid and DatabaseUnusable."""
    engines = make_engines(parse_database_url(settings.database_url))
    try:
        await migrate_if_needed(engines)
        return await GapService(Storage(engines), SystemClock()).judged()
    finally:
        await engines.dispose()


async def migrate_database(settings: Settings) -> None:
    """Bring the database to the newest revision; raises DatabaseUrlInvalid and DatabaseUnusable."""
    from bot.data.migrating import migrate

    engines = make_engines(parse_database_url(settings.database_url))
    try:
        await migrate(engines)
    finally:
        await engines.dispose()
