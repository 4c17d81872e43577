"""How each shard stands with Discord's gateway, as its events tell."""

import math
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from enum import StrEnum

from bot.kit.ui.client import TollfreeClient


class ShardState(StrEnum):
    """How far a shard has come."""

    STARTING = "starting"
    CONNECTED = "connected"
    READY = "ready"
    DISCONNECTED = "disconnected"


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard of this process; the latency is in seconds, and unknown before the first heartbeat."""

    id: int
    state: ShardState
    latency: float | None


class Gateway:
    """Listens to a client's gateway events; make it before the client connects."""

    def __init__(self, client: TollfreeClient) -> None:
        self._client = client
        self._states: dict[int, ShardState] = {}
        for event, state in (
            ("shard_connect", ShardState.CONNECTED),
            ("shard_ready", ShardState.READY),
            ("shard_resumed", ShardState.READY),
            ("shard_disconnect", ShardState.DISCONNECTED),
        ):
            client.add_listener(self._noting(state), f"on_{event}")

    def _noting(self, state: ShardState) -> Callable[[int], Coroutine[object, object, None]]:
        async def note(shard_id: int) -> None:
            self._states[shard_id] = state

        return note

    def shards(self) -> list[Shard]:
        """Return this process's shards in order; none before the client has connected."""
        return [
            Shard(number, self._states.get(number, ShardState.STARTING), _known(shard.latency))
            for number, shard in sorted(self._client.shards.items())
        ]

    @property
    def servers(self) -> int:
        """Return how many servers this process serves."""
        return len(self._client.guilds)


def _known(latency: float) -> float | None:
    return latency if math.isfinite(latency) else None
