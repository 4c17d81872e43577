"""The server: one port for REST, gateway and, from other processes, for what members do."""

import asyncio
from contextlib import suppress
from typing import Any, Self

from aiohttp import web
from aiohttp.web_request import BaseRequest

from tests.loopback.control import Control
from tests.loopback.faults import Faults
from tests.loopback.gateway import Gateway
from tests.loopback.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL,
    Interaction,
    command_data,
    filled,
    new_token,
    payload_of,
    press_data,
)
from tests.loopback.replies import Replies
from tests.loopback.rest import VERSION, Rest
from tests.loopback.world import Guild, Json, World

MEMBER_ID = 4242 << 22


class Loopback:
    """A Discord on this machine; `async with Loopback() as discord: ...`."""

    def __init__(self, port: int = 0) -> None:
        self._port = port
        self.world = World()
        self.faults = Faults()
        self.gateway = Gateway(self.world)
        self.replies = Replies(self.world)
        self.rest = Rest(self.world, self.gateway, self.replies, self.faults)
        self._control = Control(self)
        self._runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.gateway.url = f"ws://127.0.0.1:{self._port}/gateway"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.faults.release_all()
        self.gateway.cut()
        await self._runner.cleanup()

    @property
    def guild(self) -> Guild:
        """Return the first server."""
        return next(iter(self.world.guilds.values()))

    @property
    def api_url(self) -> str:
        """Return what DISCORD_API_URL should be."""
        return f"http://127.0.0.1:{self._port}{VERSION}"

    @property
    def settings(self) -> dict[str, str]:
        """Return the settings, or the environment, of a bot that should come here."""
        return {"DISCORD_TOKEN": "loopback", "DISCORD_API_URL": self.api_url, "DISCORD_GATEWAY_URL": self.gateway.url}

    async def _handle(self, request: BaseRequest) -> web.StreamResponse:
        if request.path.startswith(VERSION):
            return await self.rest.handle(request)
        if request.path.startswith("/control/"):
            return await self._control.handle(request)
        return await self.gateway.handle(request)

    async def use(self, guild: Guild, kind: int, data: Json, *, source: Json | None = None, **more: Any) -> Interaction:
        """Send an interaction to the guild's shard; do not wait for the answer."""
        channel = more.get("channel") or guild.channels[0]
        interaction = Interaction(self.world.next_id(), new_token(), kind, channel, source)
        self.replies.add(interaction)
        payload = payload_of(self.world, interaction, guild, data, more.get("member_id", MEMBER_ID))
        await self.gateway.dispatch(guild.id, "INTERACTION_CREATE", payload)
        return interaction

    async def slash(self, guild: Guild, words: str, *, member_id: int = MEMBER_ID, **options: object) -> Interaction:
        """Use a command, such as `lead browse`."""
        return await self.use(guild, COMMAND, command_data(words, options), member_id=member_id)

    async def complete(self, guild: Guild, words: str, focused: str, **options: object) -> Interaction:
        """Type in an option that completes."""
        return await self.use(guild, AUTOCOMPLETE, command_data(words, options, focused=focused))

    async def press(
        self, guild: Guild, message: Json, custom_id: str, values: list[str] | None = None, **more: Any
    ) -> Interaction:
        """Press a button of a message, or choose from its menu."""
        data = press_data(message, custom_id, values)
        return await self.use(guild, COMPONENT, data, source=message, **more)

    async def submit(self, guild: Guild, form: Json, *values: str, member_id: int = MEMBER_ID) -> Interaction:
        """Send off a form that the bot answered with, its fields filled in order."""
        data = {"custom_id": form["custom_id"], "components": filled(form["components"], iter(values))}
        return await self.use(guild, MODAL, data, member_id=member_id)


async def serve(port: int, guilds: int) -> None:
    """Serve until stopped; say where."""
    async with Loopback(port) as loopback:
        loopback.world.add_guilds(guilds)
        for name, value in loopback.settings.items():
            print(f"{name}={value}", flush=True)  # noqa: T201 - this is how a caller learns the address
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
