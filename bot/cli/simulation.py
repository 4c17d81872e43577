"""What the simulated Discord leaves out: who has installed the app."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from simcord import interactions


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
