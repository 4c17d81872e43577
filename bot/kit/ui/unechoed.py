"""Send first answers to interactions on a short way, and do not have Discord send them back.

discord.py asks for each in return and makes a message of it, a seventh of the time that a card takes, for something
nobody here looks at. It also keeps a lock for each interaction's token, though a first answer is one request, and
quotes and takes apart an address that needs neither: an eighth of the time that an autocomplete takes.
"""

import asyncio
from typing import Any

import aiohttp
import discord
import orjson
from discord.http import MultipartParameters, Route, json_or_text
from discord.webhook.async_ import AsyncWebhookAdapter
from yarl import URL

_JSON = {"Content-Type": "application/json"}
_TOO_MANY, _SERVER_ERROR = 429, 500
_AFTER_SERVER_ERROR = 1.0
"""Seconds, as discord.py waits before its second try."""
_REFUSALS = {403: discord.Forbidden, 404: discord.NotFound}


def answer_unechoed() -> None:
    """Let first answers to interactions go out without asking for them in return; what comes back names no message."""
    AsyncWebhookAdapter.create_interaction_response = _create_interaction_response  # type: ignore[assignment,method-assign]


async def _create_interaction_response(
    adapter: AsyncWebhookAdapter, interaction_id: int, token: str, *, params: MultipartParameters, **sending: Any
) -> dict[str, Any]:
    """Do what the adapter does; files, and what has to be tried again, are left to it, and all to one of another kind.

    `sending` are its session and proxy.
    """
    answer = {"interaction": {"id": str(interaction_id)}}
    if type(adapter) is AsyncWebhookAdapter and not params.files:
        wait = await _send(f"{Route.BASE}/interactions/{interaction_id}/{token}/callback", params.payload, **sending)
        if wait is None:
            return answer
        await asyncio.sleep(wait)
    path = "/interactions/{webhook_id}/{webhook_token}/callback"
    route = Route("POST", path, webhook_id=interaction_id, webhook_token=token)
    sent: Any = {"files": params.files, "multipart": params.multipart} if params.files else {"payload": params.payload}
    await adapter.request(route, **sending, **sent)
    return answer


async def _send(address: str, payload: object, *, session: aiohttp.ClientSession, **proxy: Any) -> float | None:
    """Return None where Discord took it, and where it may do so later, after how many seconds.

    Raises discord.HTTPException where it refuses.
    """
    url = URL(address, encoded=True)
    async with session.post(url, data=orjson.dumps(payload), headers=_JSON, **proxy) as response:
        if response.ok:
            return None
        said = await json_or_text(response)
        if response.status >= _SERVER_ERROR:
            return _AFTER_SERVER_ERROR
        if response.status == _TOO_MANY and isinstance(said, dict) and response.headers.get("Via"):
            return float(said["retry_after"])  # without that header it is no limit of Discord's own
        raise _REFUSALS.get(response.status, discord.HTTPException)(response, said)
