"""Which roles people of a server got into, as far as that may be told: a capability above the pages knows it."""

from collections.abc import Awaitable, Callable

from bot.kit.errors import StorageUnavailable

AskSeen = Callable[[int], Awaitable[frozenset[str]]]
"""Returns the ids of the roles for a server."""


class SeenHere:
    """Asks which roles are known to have been reached from a server; none while nobody knows."""

    def __init__(self) -> None:
        self._asks: list[AskSeen] = []

    def add(self, ask: AskSeen) -> None:
        """Ask this one too."""
        self._asks.append(ask)

    async def of(self, guild_id: int | None) -> frozenset[str]:
        """Return the ids of the roles; none outside of servers, and where the database is away."""
        found: frozenset[str] = frozenset()
        if guild_id is None:
            return found
        try:
            for ask in self._asks:
                found |= await ask(guild_id)
        except StorageUnavailable:
            return frozenset()
        return found
