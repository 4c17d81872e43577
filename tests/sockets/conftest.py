"""The real bot over real sockets, against the loopback server."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest
from discord.backoff import ExponentialBackoff
from discord.http import Route

from bot.app import App, open_app
from bot.ask.service.asking import AskService
from bot.config import Settings
from bot.kit.ui.client import TollfreeClient
from bot.knowledge.library import Library
from tests import patience
from tests.loopback import Guild, Loopback
from tests.simulated import SHIPPED

NOWHERE = "ws://127.0.0.1:1/gateway"


@dataclass
class Connected:
    """The bot, connected to a loopback Discord with one server."""

    discord: Loopback
    app: App
    guild: Guild

    @property
    def client(self) -> TollfreeClient:
        """Return the client."""
        return self.app.client


@pytest.fixture
async def discord() -> AsyncIterator[Loopback]:
    """Give a loopback Discord with one server; as behind a proxy, it names addresses that lead nowhere."""
    async with Loopback() as loopback:
        loopback.world.add_guilds(1)
        loopback.gateway.announced = NOWHERE
        loopback.replies.seconds_to_answer = patience.SECONDS
        yield loopback


@pytest.fixture
def settings(discord: Loopback, sqlite_url: str) -> Settings:
    """Give the settings of a bot that goes to the loopback Discord."""
    return Settings(
        _env_file=None,
        database_url=sqlite_url,
        knowledge_dir=SHIPPED,
        discord_token=discord.settings["DISCORD_TOKEN"],
        discord_api_url=discord.api_url,
        discord_gateway_url=discord.gateway.url,
    )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten what discord.py waits before it reconnects, and put back what a client sets for good."""
    monkeypatch.setattr(ExponentialBackoff, "delay", lambda _: 0.05)
    monkeypatch.setattr(TollfreeClient, "before_identify_hook", _at_once)
    monkeypatch.setattr(Route, "BASE", Route.BASE)


async def _at_once(*_: object, **__: object) -> None:
    pass


@pytest.fixture
def no_errors(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test where an error is logged that nobody expected."""
    yield
    if request.node.get_closest_marker("breaks") is None:
        logged = caplog.get_records("call") + caplog.get_records("teardown")
        assert [record.getMessage() for record in logged if record.levelno >= logging.ERROR] == []


@pytest.fixture
async def bot(
    discord: Loopback, settings: Settings, library: Library, asking: AskService, quick: None, no_errors: None
) -> AsyncIterator[Connected]:
    """Give the bot, connected."""
    async with open_app(settings, given=[library, asking]) as app, app.client as client:
        client._connection.guild_ready_timeout = 0.05
        running = asyncio.create_task(_start(client, settings))
        ready = asyncio.create_task(client.wait_until_ready())
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running  # it failed: say why
        yield Connected(discord, app, discord.guild)
        await client.close()
        await running


async def _start(client: TollfreeClient, settings: Settings) -> None:
    assert settings.discord_token is not None
    await client.start(settings.discord_token.get_secret_value())
