"""Run the bot against Discord, and say plainly why it cannot."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial

import aiohttp
import discord

from bot.app import open_app
from bot.ask.service.asking import AskService
from bot.cli.settling import calm_garbage_collection, settle_in
from bot.cli.stopping import finish, stop_signal
from bot.cli.waiting import DiscordAway, patiently, until_stopped
from bot.config import Settings
from bot.health.attending import attended, served
from bot.health.front import Front
from bot.health.systemd import watched_by_systemd
from bot.kit.errors import Misconfigured, TollfreeError
from bot.kit.memory import take_memory_sparingly
from bot.kit.storage.address import parse_database_url
from bot.kit.storage.in_use import alone_on
from bot.kit.ui.client import TollfreeClient
from bot.knowledge.library import Library

log = logging.getLogger(__name__)

_SERVER_ERROR = 500
_PASSING = {403, 408, 429}
"""Also what stands before Discord refuses by 403 whom it takes for an attacker, for some hours."""


class NotLetIn(Misconfigured):
    """Raised when Discord does not let us in with this token or these shards."""


async def run_bot(settings: Settings, began: float) -> None:
    """Run until SIGINT or SIGTERM, and wait for what is away at boot; raises TollfreeError for what does not pass.

    `began` is the process's beginning by time.perf_counter.
    """
    stop = stop_signal()
    take_memory_sparingly()
    _token(settings)
    with alone_on(parse_database_url(settings.database_url)):
        front = Front()
        async with watched_by_systemd(), served(settings, front):
            await patiently(stop, _Bot(settings, began, stop, front).run, told=front.say)


class _Bot:
    """One bot over all attempts to start it; pages that were loaded once are kept."""

    def __init__(self, settings: Settings, began: float, stop: asyncio.Event, front: Front) -> None:
        self._settings = settings
        self._began = began
        self._stop = stop
        self._front = front
        self._kept: list[object] = []

    async def run(self) -> None:
        """Start, and run until the process is to stop; raises what `patiently` waits for, and TollfreeError."""
        settings = self._settings
        async with AsyncExitStack() as opened:
            opening = opened.enter_async_context(open_app(settings, given=self._kept))
            app = await until_stopped(self._stop, opening)
            self._kept = [app.services[Library]]
            client = await opened.enter_async_context(app.client)
            opened.enter_context(self._front.shows(app.health))
            await opened.enter_async_context(attended(settings, client, self._began))
            calm_garbage_collection()
            client.add_listener(partial(settle_in, app.services[AskService], self._stop), "on_ready")
            async with _plain_connection_errors():
                await _until_stopped(client, _token(settings), self._stop)


async def force_sync(settings: Settings) -> None:
    """Log in without a gateway connection and send the command definitions."""
    token = _token(settings)
    async with open_app(settings) as app, app.client as client, _plain_connection_errors():
        await client.login(token)
        await client.sync_commands(force=True)


def _token(settings: Settings) -> str:
    if settings.discord_token is None:
        raise NotLetIn(
            "DISCORD_TOKEN is not set. Copy .env.example to .env and put the bot's token there "
            "(docs/operating.md, “Create the Discord application”), or try `tollfree demo`, which needs none."
        )
    return settings.discord_token.get_secret_value()


async def _until_stopped(client: TollfreeClient, token: str, stop: asyncio.Event) -> None:
    if stop.is_set():
        return
    running = asyncio.create_task(client.start(token))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if running.done():
        await running
        return
    await finish(client)
    running.cancel()  # it may still be connecting, and discord.py tries that without end
    with suppress(asyncio.CancelledError):
        await running


@asynccontextmanager
async def _plain_connection_errors() -> AsyncIterator[None]:
    try:
        yield
    except discord.LoginFailure as error:
        raise NotLetIn(
            "Discord refuses DISCORD_TOKEN. Copy the token again from the developer portal (Bot, Reset Token); "
            "the client secret and the application id are other things."
        ) from error
    except discord.ConnectionClosed as error:
        raise NotLetIn(
            f"Discord closed the connection for good (code {error.code}). Check DISCORD_TOKEN, SHARD_COUNT and "
            "SHARD_IDS; Discord's documentation has the code under “Gateway Close Event Codes”."
        ) from error
    except discord.GatewayNotFound as error:
        raise DiscordAway("Discord does not name its gateway.") from error
    except (aiohttp.ClientConnectionError, OSError) as error:
        raise DiscordAway(f"Discord cannot be reached ({error}): is this machine's network up?") from error
    except discord.HTTPException as error:
        kind = DiscordAway if error.status >= _SERVER_ERROR or error.status in _PASSING else TollfreeError
        raise kind(f"Discord answered with an error (HTTP {error.status}).") from error
    except discord.RateLimited as error:
        raise DiscordAway(f"Discord wants a wait of {error.retry_after:.0f} seconds.") from error
