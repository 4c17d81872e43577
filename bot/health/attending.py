"""All that watches over the bot while `tollfree run` runs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.config import Settings
from bot.health.checkup import Health
from bot.health.sentry import reporting_errors
from bot.health.start_log import log_when_ready
from bot.kit.ui.client import TollfreeClient


@asynccontextmanager
async def attended(
    settings: Settings, client: TollfreeClient, health: Health | None, began: float, *, again: bool = False
) -> AsyncIterator[None]:
    """Report errors, serve the check-up and figures, and say when the client is ready.

    `began` is the process's beginning by time.perf_counter; `again` is for all attempts to start but the first. Raises
    SentryUnusable.
    """
    log_when_ready(client, settings.database_url.partition(":")[0], began)
    dsn = settings.sentry_dsn.get_secret_value() if settings.sentry_dsn else None
    async with reporting_errors(dsn):
        if health is None:
            yield
            return
        from bot.health.server import serving_health  # a web server, which few need

        async with serving_health(health, settings.health_port, str(settings.health_address), again=again):
            yield
