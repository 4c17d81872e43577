"""Send discord.py's traffic through the proxies that large bots put in front of Discord."""

import aiohttp
import discord
from discord.http import Route
from yarl import URL

from bot.config import Settings


def use_api_proxy(settings: Settings) -> None:
    """Point REST at DISCORD_API_URL. The address belongs to discord.py's class: call this before any client is made."""
    if settings.discord_api_url is not None:
        Route.BASE = str(settings.discord_api_url).rstrip("/")


def use_gateway_proxy(client: discord.Client, settings: Settings) -> None:
    """Open every gateway connection at DISCORD_GATEWAY_URL.

    Discord names other addresses in /gateway/bot and in `resume_gateway_url`. All connections, first, resumed or new,
    are opened by one method, so the address is replaced there; the query (version, compression) stays.
    """
    if settings.discord_gateway_url is None:
        return
    proxy = URL(str(settings.discord_gateway_url))
    connect = client.http.ws_connect

    async def connect_to_proxy(url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        return await connect(str(proxy.update_query(URL(url).query)), compress=compress)

    client.http.ws_connect = connect_to_proxy  # type: ignore[method-assign]  # for this client alone
