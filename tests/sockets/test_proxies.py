"""Where discord.py goes: to the proxies that are set, else where Discord says."""

import asyncio

import discord as discord_py
from discord.http import Route

from bot.app import open_app
from bot.ask.service.asking import AskService
from bot.config import Settings
from bot.knowledge.library import Library
from tests.loopback import Loopback
from tests.sockets.conftest import NOWHERE, Connected


async def test_first_and_resumed_connections_go_to_the_proxy_whatever_discord_names(bot: Connected) -> None:
    assert bot.discord.gateway.address == NOWHERE
    bot.discord.gateway.cut()
    await bot.discord.gateway.gone()
    await bot.discord.gateway.ready(1)
    assert bot.discord.gateway.resumed == [0]


async def test_rest_goes_to_the_proxy(bot: Connected) -> None:
    assert Route("GET", "/gateway/bot").url == f"{bot.discord.api_url}/gateway/bot"
    assert bot.discord.rest.count("GET", "/users/@me") == 1


async def test_without_a_gateway_proxy_it_goes_where_discord_says(
    discord: Loopback, settings: Settings, library: Library, asking: AskService, quick: None
) -> None:
    discord.gateway.announced = None
    alone = settings.model_copy(update={"discord_gateway_url": None})
    async with open_app(alone, given=[library, asking]) as app, app.client as client:
        running = asyncio.create_task(client.start("loopback"))
        await discord.gateway.ready(1)
        await client.close()
        await running
    assert discord.gateway.identified == [(0, 1)]


def test_without_settings_discord_py_is_left_as_it_is() -> None:
    assert Route.BASE == "https://discord.com/api/v10"
    assert discord_py.gateway.DiscordWebSocket.DEFAULT_GATEWAY.host == "gateway.discord.gg"
