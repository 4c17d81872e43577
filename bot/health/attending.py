"""All that watches over the bot while `tollfree run` runs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.config import Settings
from bot.health.front import Front
from bot.health.sentry import reporting_errors
from bot.health.start_log import log_when_ready
from bot.kit.ui.client import TollfreeClient


@asynccontextmanager
async def attended(settings: Settings, client: TollfreeClient, began: float) -> AsyncIterator[None]:
    """Report errors, and say when the client is ready.

    `began` is the process's beginning by time.perf_counter. Raises SentryUnusable.
    """
    log_when_ready(client, settings.database_url.partition(":")[0], began)
    dsn = settings.sentry_dsn.get_secret_value() if settings.sentry_dsn else None
    async with reporting_errors(dsn):
        yield


@asynccontextmanager
async def served(settings: Settings, front: Front) -> AsyncIterator[None]:
    """Serve the check-up and figures where HEALTH_PORT is set."""
    if not settings.health_port:
        yield
        return
    from bot.health.server import serving_health  # a web server, which few need

    async with serving_health(front, settings.health_port, str(settings.health_address)):
        yield
