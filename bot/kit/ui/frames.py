"""Live through what cannot be read of the gateway.

discord.py ends the whole process where one frame is no JSON, or one event lacks what it should have. Such a frame or
event is left out, and the next one is read; where the stream itself is damaged, a new session begins.
"""

import asyncio
import functools
import logging
import zlib
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord.gateway import DiscordWebSocket, ReconnectWebSocket

log = logging.getLogger(__name__)

_PAUSE_SECONDS = 5.0
"""Before a new session, of which Discord allows a thousand a day."""
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError)
Receive = Callable[[DiscordWebSocket, Any], Awaitable[None]]


def live_through_odd_frames(client: discord.Client) -> None:
    """Guard a client's gateway: its sockets, which share one class, and its own parsers of events."""
    if not hasattr(DiscordWebSocket.received_message, "is_guarded"):
        DiscordWebSocket.received_message = _guarded(DiscordWebSocket.received_message)  # type: ignore[method-assign]
    parsers = client._connection.parsers
    for event, parse in list(parsers.items()):
        parsers[event] = _patient(event, parse)


def _guarded(receive: Receive) -> Any:
    @functools.wraps(receive)
    async def received_message(socket: DiscordWebSocket, frame: Any, /) -> None:
        try:
            await receive(socket, frame)
        except zlib.error:
            log.warning("the gateway's stream is damaged; a new session begins in %s seconds", _PAUSE_SECONDS)
            await asyncio.sleep(_PAUSE_SECONDS)
            await socket.close()
            raise ReconnectWebSocket(socket.shard_id, resume=False) from None
        except _UNREADABLE as error:
            log.warning("a frame of the gateway could not be read and is left out: %s", type(error).__name__)

    received_message.is_guarded = True  # type: ignore[attr-defined]  # so that it is guarded once
    return received_message


def _patient(event: str, parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a parser that leaves out an event which it cannot read."""

    @functools.wraps(parse)
    def patient(data: Any) -> Any:
        try:
            return parse(data)
        except _UNREADABLE as error:
            log.warning("an event %s of the gateway could not be read and is left out: %s", event, type(error).__name__)
            return None

    return patient
