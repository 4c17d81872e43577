"""What the simulated Discord leaves out: who has installed the app, and what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import simcord
from simcord import interactions


class DemoClock:
    """The machine's clock, for the bot and the simulated Discord alike; it may be set back to seed the past."""

    def __init__(self) -> None:
        self.back = timedelta(0)
        self.elapsed = 0.0
        """Seconds that timers of the simulation take to have passed."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC) - self.back

    def advance(self, seconds: float) -> None:
        """Let the simulation's timers go on; what time it is does not depend on them."""
        self.elapsed += seconds


def share_clock(env: simcord.Env, clock: DemoClock) -> None:
    """Let the simulated Discord date its messages by a clock of ours: its own stands at the beginning of a year."""
    env.backend.clock = clock  # type: ignore[assignment]  # it has what the simulation asks of one


@dataclass(slots=True)
class Installs:
    """All servers have installed the app but those named, and of the members those named."""

    not_in: set[int] = field(default_factory=set)
    by_members: set[int] = field(default_factory=set)

    def owners(self, guild_id: int | None, user_id: int) -> dict[str, str]:
        """Return whose installs let an interaction be, as Discord sends it: 0 for a server, 1 for a member."""
        owners = {}
        if guild_id is not None and guild_id not in self.not_in:
            owners["0"] = str(guild_id)
        if user_id in self.by_members:
            owners["1"] = str(user_id)
        return owners


@contextmanager
def simulated_installs(installs: Installs) -> Iterator[None]:
    """Let interactions of the simulated Discord say by whose installs they are."""
    real = interactions.base_payload

    def with_owners(*given: Any, **named: Any) -> Any:
        record, payload = real(*given, **named)
        payload["authorizing_integration_owners"] = installs.owners(named.get("guild_id"), named["user_id"])
        return record, payload

    interactions.base_payload = with_owners
    try:
        yield
    finally:
        interactions.base_payload = real
