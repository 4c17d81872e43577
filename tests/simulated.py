"""The whole bot on a simulated Discord, with the pages that ship."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.results import InteractionResult, ResponseMessage

from bot.app import App, make_client, open_app
from bot.ask.engine.kept_vectors import open_embedder
from bot.ask.service.asking import AskService
from bot.cli.settling import calm_garbage_collection
from bot.cli.simulation import Installs, simulated_installs
from bot.config import Settings
from bot.crisis.service import CrisisService
from bot.kit.clock import SystemClock
from bot.kit.errors import TollfreeError
from bot.kit.ui import paged
from bot.kit.ui.client import TollfreeClient
from bot.knowledge.library import Library
from bot.outbox.ui.courier import deliver_due
from tests import patience
from tests.fakes import FakeClock

SHIPPED = Path(os.environ.get("KNOWLEDGE_DIR", Path(__file__).parents[1] / "knowledge"))


@dataclass
class Server:
    """A server with one channel and two people."""

    env: simcord.Env
    app: App
    guild: GuildHandle
    channel: ChannelHandle
    member: MemberActor
    other: MemberActor

    @property
    def newest(self) -> discord.Message:
        """Return the newest public message of the channel."""
        message = self.channel.last_message
        assert message is not None, "something was posted"
        return message

    @property
    def client(self) -> TollfreeClient:
        """Return the running client; a restart makes another."""
        assert isinstance(self.env.bot, TollfreeClient)
        return self.env.bot

    async def deliver(self) -> None:
        """Let some seconds pass, and the outbox carry out what waits."""
        clock = self.app.services.clock
        assert isinstance(clock, FakeClock)
        clock.move(timedelta(seconds=4))
        await deliver_due(self.client)
        await self.env.settle()

    async def restart(self) -> None:
        """Restart the bot: a new client over the same services and database."""
        await self.env.restart_bot(make_client(self.app.services))


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    """Give settings on a migrated database, with the shipped pages."""
    return Settings(
        _env_file=None,
        database_url=sqlite_url,
        knowledge_dir=SHIPPED,
        repository_url="https://example.org/team/tollfree",
    )


@pytest.fixture
def clock() -> FakeClock:
    """Give a clock that stands."""
    return FakeClock()


@pytest.fixture(scope="session")
def library() -> Library:
    """Give the shipped pages, loaded once: they are immutable, and were reviewed by today."""
    library = Library(SHIPPED, SystemClock())
    calm_garbage_collection()
    return library


@pytest.fixture(scope="session")
def crisis() -> CrisisService:
    """Give the reading for a crisis, loaded once."""
    return CrisisService(open_embedder)


@pytest.fixture(scope="session")
def asking(library: Library, crisis: CrisisService) -> AskService:
    """Give the index for questions, built once."""
    return AskService(library, open_embedder, crisis)


@pytest.fixture
async def app(
    settings: Settings, clock: FakeClock, library: Library, asking: AskService, crisis: CrisisService
) -> AsyncIterator[App]:
    """Give the wired bot, not connected yet."""
    async with open_app(settings, clock, [library, asking, crisis]) as app:
        yield app


@pytest.fixture
def installs() -> Iterator[Installs]:
    """Say who has installed the app: every server, unless a test says otherwise."""
    installs = Installs()
    with simulated_installs(installs):
        yield installs


@pytest.fixture
async def env(
    app: App,
    installs: Installs,
    caplog: pytest.LogCaptureFixture,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[simcord.Env]:
    """Give the bot, connected to a simulated Discord; errors that nobody expected fail the test."""
    monkeypatch.setattr("bot.privacy.ui._LOOK_EVERY", 0.01)  # what waits here is done at once
    assert installs is not None, "interactions say by whose install they are"
    env = simcord.Env(app.client, shard_count=1, settle_timeout=patience.SECONDS)
    await env.start()
    yield env
    await listeners_done()
    await env.shutdown()
    if request.node.get_closest_marker("breaks") is None:
        unexpected = [error for error in env.errors if not isinstance(error.__cause__ or error, TollfreeError)]
        assert unexpected == []
        assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


async def listeners_done() -> None:
    """Wait until the bot has done what events ask of it; the simulation knows only of its own events.

    Its shutdown cancels every task, those too that give a connection back to the pool.
    """
    if listeners := [task for task in asyncio.all_tasks() if task.get_name().startswith("discord.py: on_")]:
        await asyncio.wait(listeners, timeout=patience.SECONDS)


@pytest.fixture
def server(app: App, env: simcord.Env) -> Server:
    """Give the running bot in a server."""
    guild = env.create_guild("Test")
    channel = guild.create_text_channel("general")
    member = guild.add_member(env.create_user("ann"))
    other = guild.add_member(env.create_user("bob"))
    return Server(env, app, guild, channel, member, other)


SMALL = 4
"""Choices of a menu in `small_menus`."""


@pytest.fixture
def small_menus(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let menus show so few choices that those of the shipped pages are more."""
    monkeypatch.setattr(paged, "SELECT_OPTIONS", SMALL)
    monkeypatch.setattr(paged, "_ON_A_PAGE", SMALL - 1)


def sent(result: InteractionResult) -> ResponseMessage:
    """Return the message that answers an interaction."""
    assert result.response is not None, "the bot answered"
    return result.response


def components(result: InteractionResult | discord.Message) -> Iterator[dict[str, Any]]:
    """Yield every component of a response, nested ones too."""
    stack: list[Any] = []
    if isinstance(result, discord.Message):
        stack += [part.to_dict() for part in result.components]
    else:
        stack += sent(result).components
    while stack:
        part = stack.pop(0)
        yield part
        stack[:0] = [*part.get("components", []), *([part["accessory"]] if part.get("accessory") else [])]


def words(result: InteractionResult | discord.Message) -> str:
    """Return all text of a response."""
    return "\n".join(part["content"] for part in components(result) if "content" in part)


def said(result: InteractionResult) -> str:
    """Return the plain text of all messages that answer an interaction."""
    return "\n".join(message.content for message in (result.response, *result.followups) if message is not None)


def labels(result: InteractionResult | discord.Message) -> list[str]:
    """Return the labels of a response's buttons."""
    return [part["label"] for part in components(result) if part["type"] == 2]


def custom_ids(result: InteractionResult | discord.Message) -> list[str]:
    """Return the custom ids of a response's items."""
    return [part["custom_id"] for part in components(result) if part.get("custom_id")]


def options(result: InteractionResult | discord.Message, custom_id: str = "") -> list[str]:
    """Return the values of a response's selects, or of those whose custom ids begin so."""
    menus = [part for part in components(result) if part["type"] == 3 and part["custom_id"].startswith(custom_id)]
    return [option["value"] for part in menus for option in part["options"]]


async def press_share(member: MemberActor, card: InteractionResult | discord.Message) -> InteractionResult:
    """Press *Share in channel* on a card, behind *More* where it is a page; return the question."""
    pressed = card if isinstance(card, discord.Message) else sent(card)
    if "More" in labels(card):
        pressed = sent(await member.click(pressed, label="More"))
    return await member.click(pressed, label="Share in channel")


async def share(member: MemberActor, card: InteractionResult | discord.Message) -> InteractionResult:
    """Share a card and say yes; return the answer."""
    return await member.click(sent(await press_share(member, card)), label="Post it")
