"""For callers in another process: have a member do something, set a fault, add servers, read what was posted."""

from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import ClientSession, web
from aiohttp.web_request import BaseRequest

from tests import patience
from tests.loopback.world import Json

if TYPE_CHECKING:
    from tests.loopback.server import Loopback


class Control:
    """The server's side."""

    def __init__(self, loopback: "Loopback") -> None:
        self._loopback = loopback

    async def handle(self, request: BaseRequest) -> web.Response:
        """Do what the path's last part says."""
        body: Json = orjson.loads(await request.read() or b"{}")
        match request.path.rsplit("/", 1)[-1]:
            case "use":
                result: object = await self._use(**body)
            case "fault":
                self._loopback.faults.add(**body)
                result = {}
            case "ready":
                await self._loopback.gateway.ready(**body)
                result = {}
            case "world":
                result = self._world()
            case _:
                return web.Response(status=404)
        return web.Response(body=orjson.dumps(result), content_type="application/json")

    async def _use(self, guild: int, kind: int, data: Json, source: Json | None = None, message: bool = False) -> Json:
        target = self._loopback.world.guilds[guild]
        interaction = await self._loopback.use(target, kind, data, source=source)
        answer = await interaction.answer()
        shown = await interaction.message() if message else interaction.original
        return {"answer": answer, "message": shown}

    def _world(self) -> Json:
        guilds = self._loopback.world.guilds.values()
        channels = self._loopback.world.channels.values()
        return {
            "guilds": [{"id": guild.id, "channels": [channel.id for channel in guild.channels]} for guild in guilds],
            "messages": {str(channel.id): len(channel.messages) for channel in channels},
            "command_puts": self._loopback.world.command_puts,
            "identified": self._loopback.gateway.identified,
            "resumed": self._loopback.gateway.resumed,
        }


class RemoteLoopback:
    """The caller's side: a loopback server that runs in another process."""

    def __init__(self, session: ClientSession, origin: str) -> None:
        self._session = session
        self._origin = origin

    async def _ask(self, what: str, **body: Any) -> Json:
        async with self._session.post(f"{self._origin}/control/{what}", data=orjson.dumps(body)) as response:
            response.raise_for_status()
            answer: Json = orjson.loads(await response.read())
            return answer

    async def use(self, guild: int, kind: int, data: Json, **more: Any) -> Json:
        """Have a member use the bot; return the callback as `answer`, and the message shown as `message`."""
        return await self._ask("use", guild=guild, kind=kind, data=data, **more)

    async def fault(self, method: str, path: str, **how: Any) -> None:
        """Fail the next requests; see Faults.add."""
        await self._ask("fault", method=method, path=path, **how)

    async def ready(self, shards: int, seconds: float = patience.SECONDS) -> None:
        """Wait until so many shards are connected."""
        await self._ask("ready", shards=shards, seconds=seconds)

    async def world(self) -> Json:
        """Return the servers, how many messages each channel has, and who connected."""
        return await self._ask("world")
