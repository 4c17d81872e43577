"""Run the bot against Discord, and say plainly why it cannot."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

import aiohttp
import discord

from bot.app import open_app
from bot.ask.service.asking import AskService
from bot.cli.settling import calm_garbage_collection, settle_in
from bot.cli.stopping import finish, stop_signal
from bot.config import Settings
from bot.health.attending import attended
from bot.kit.errors import Misconfigured, TollfreeError
from bot.kit.memory import share_memory_among_threads
from bot.kit.storage.address import parse_database_url
from bot.kit.storage.in_use import alone_on
from bot.kit.ui.client import TollfreeClient

log = logging.getLogger(__name__)


class CannotConnect(TollfreeError):
    """Raised when Discord cannot be reached, or fails: that passes."""


class NotLetIn(Misconfigured):
    """Raised when Discord does not let us in with this token or these shards."""


async def run_bot(settings: Settings, began: float) -> None:
    """Run until SIGINT or SIGTERM; raises TollfreeError for what an operator can mend.

    `began` is the process's beginning by time.perf_counter.
    """
    stop = stop_signal()
    share_memory_among_threads()
    token = _token(settings)
    with alone_on(parse_database_url(settings.database_url)):
        async with open_app(settings) as app, app.client as client, attended(settings, client, app.health, began):
            calm_garbage_collection()
            client.add_listener(partial(settle_in, app.services[AskService]), "on_ready")
            async with _plain_connection_errors():
                await _until_stopped(client, token, stop)


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
        raise CannotConnect("Discord does not name its gateway. Try again in a few minutes.") from error
    except (aiohttp.ClientConnectionError, OSError) as error:
        raise CannotConnect(
            f"Discord cannot be reached ({error}). Check this machine's network and try again."
        ) from error
    except discord.HTTPException as error:
        raise CannotConnect(
            f"Discord answered with an error (HTTP {error.status}). Try again in a few minutes."
        ) from error
