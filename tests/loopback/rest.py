"""REST: as much of it as the bot uses."""

import asyncio
from collections import deque
from typing import Any

import orjson
from aiohttp import web
from aiohttp.web_request import BaseRequest

from tests import patience
from tests.loopback.faults import Fault, Faults
from tests.loopback.gateway import Gateway
from tests.loopback.replies import Refused, Replies
from tests.loopback.world import Channel, Json, World

Result = Json | list[Any] | None
VERSION = "/api/v10"


class Rest:
    """Takes requests apart and answers them."""

    def __init__(self, world: World, gateway: Gateway, replies: Replies, faults: Faults) -> None:
        self._world = world
        self._gateway = gateway
        self._replies = replies
        self._faults = faults
        self.token: str | None = None
        self._news = asyncio.Condition()
        self.requests: deque[tuple[str, str, int]] = deque(maxlen=10_000)

    def count(self, method: str, part: str) -> int:
        """Return how many requests had this method, and this in their path."""
        return sum(1 for verb, path, _ in self.requests if verb == method and part in path)

    async def asked(self, method: str, part: str, times: int = 1, seconds: float = patience.SECONDS) -> None:
        """Wait until so many such requests have been answered."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: self.count(method, part) >= times)

    async def handle(self, request: BaseRequest) -> web.StreamResponse:
        """Answer one request, or fail it as a fault says."""
        method, path = request.method, request.path.removeprefix(VERSION)
        body = await _body_of(request)
        fault = self._faults.find(method, path)
        if fault is not None and not fault.late:
            failed = await self._fail(request, fault)
            if failed is not None:
                return await self._note(method, path, failed)
        response = await self._answer(request, method, path, body)
        if fault is not None and fault.late:
            response = await self._fail(request, fault) or response
        return await self._note(method, path, response)

    async def _note(self, method: str, path: str, response: web.Response) -> web.Response:
        self.requests.append((method, path, response.status))
        async with self._news:
            self._news.notify_all()
        return response

    @staticmethod
    async def _fail(request: BaseRequest, fault: Fault) -> web.Response | None:
        await fault.meet()
        if fault.dropped:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=599)
        if fault.status is None:
            return None
        return _json(fault.body, fault.status, fault.headers)

    async def _answer(self, request: BaseRequest, method: str, path: str, body: Json) -> web.Response:
        try:
            result = self._route(request, method, path[1:].split("/"), body)
        except Refused as refusal:
            return _json(refusal.body, refusal.status)
        return web.Response(status=204) if result is None else _json(result)

    def _route(self, request: BaseRequest, method: str, parts: list[str], body: Json) -> Result:
        match method, parts:
            case "POST", ["interactions", number, token, "callback"]:
                return self._replies.callback(int(number), token, body, "with_response" in request.query)
            case _, ["webhooks", _, token, *rest]:
                return self._replies.webhook(method, token, rest, body)
        if self.token is not None and request.headers.get("Authorization") != f"Bot {self.token}":
            raise Refused(401, 0, "401: Unauthorized")
        match method, parts:
            case _, ["channels", number, *rest]:
                return self._channel(request, method, self._known_channel(int(number)), rest, body)
        return self._about_us(method, parts, body)

    def _about_us(self, method: str, parts: list[str], body: Json) -> Result:
        match method, parts:
            case "GET", ["gateway", "bot"]:
                return self._gateway_bot()
            case "GET", ["users", "@me"]:
                return self._world.bot
            case "POST", ["users", "@me", "channels"]:
                return self._world.dm(int(body["recipient_id"])).payload
            case "GET", ["oauth2", "applications", "@me"] | ["applications", "@me"]:
                return self._world.application
            case "PUT", ["applications", _, "commands"]:
                return self._put_commands(body)
            case "GET", ["guilds", guild, "members", user] if int(guild) in self._world.guilds:
                return self._world.guilds[int(guild)].member(int(user), "ann")
        raise Refused(404, 0, "404: Not Found")

    def _gateway_bot(self) -> Json:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": self._gateway.address, "shards": 1, "session_start_limit": limit}

    def _put_commands(self, body: Json) -> Result:
        self._world.command_puts += 1
        owner = str(self._world.bot_id)
        self._world.commands = [
            {"id": str(self._world.next_id()), "application_id": owner, "version": "1", "description": "", **command}
            for command in body["_list"]
        ]
        return self._world.commands

    def _known_channel(self, number: int) -> Channel:
        if number not in self._world.channels:
            raise Refused(404, 10003, "Unknown Channel")
        return self._world.channels[number]

    def _channel(self, request: BaseRequest, method: str, channel: Channel, rest: list[str], body: Json) -> Result:
        match method, rest:
            case "GET", []:
                return channel.payload
            case "POST", ["typing"]:
                return None
            case "POST", ["messages"]:
                return self._world.post(channel, body)
            case "GET", ["messages"]:
                wanted = {key: int(value) for key, value in request.query.items()}
                before, after = wanted.get("before"), wanted.get("after")
                return channel.page(before=before, after=after, limit=wanted.get("limit", 50))
            case _, ["messages", number]:
                return self._message(method, channel, int(number), body)
        raise Refused(404, 0, "404: Not Found")

    def _message(self, method: str, channel: Channel, number: int, body: Json) -> Result:
        if number not in channel.messages:
            raise Refused(404, 10008, "Unknown Message")
        if method == "DELETE":
            del channel.messages[number]
            return None
        return self._world.edit(channel.messages[number], body) if method == "PATCH" else channel.messages[number]


async def _body_of(request: BaseRequest) -> Json:
    """Return the JSON of a request; that of a form with files, the size of each beside its name."""
    if not request.can_read_body:
        return {}
    if not request.content_type.startswith("multipart/"):
        value = orjson.loads(await request.read())
        return value if isinstance(value, dict) else {"_list": value}
    form = await request.post()
    body: Json = orjson.loads(str(form["payload_json"]))
    for attachment in (body.get("data") or body).get("attachments") or ():
        file = form.get(f"files[{attachment['id']}]")
        if isinstance(file, web.FileField):
            attachment["size"] = len(file.file.read())
            file.file.close()
    return body


def _json(value: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(body=orjson.dumps(value), status=status, content_type="application/json", headers=headers)
