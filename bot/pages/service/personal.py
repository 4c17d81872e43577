"""What a card says in one server or to one member: capabilities above the pages know it, and lend it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from bot.kit.errors import StorageUnavailable

Labels = Mapping[str, str]
"""The label of a button, by its custom id."""
AskLabels = Callable[[int, int, str], Awaitable[Labels]]
"""Returns the labels for a server, a member and a page; empty where the buttons may stay as they are."""
HasNone = Callable[[int, int], bool]
"""Returns at once, from memory, whether a member in a server is sure to have no labels of this kind."""
_PATIENCE = 0.7
"""Seconds for all of it: a card has to be answered within three, and does without rather than be late."""


class PersonalLabels:
    """Asks what the buttons of a page's card say to a member."""

    def __init__(self) -> None:
        self._asks: list[tuple[AskLabels, HasNone]] = []

    def add(self, ask: AskLabels, has_none: HasNone) -> None:
        """Ask this one too, but of those who are sure to have none."""
        self._asks.append((ask, has_none))

    async def of(self, guild_id: int, member_id: int, page_id: str) -> Labels:
        """Return the labels; none where the database is away or slow."""
        asks = [ask for ask, has_none in self._asks if not has_none(guild_id, member_id)]
        if not asks:
            return {}  # most members: nothing is waited for
        found: dict[str, str] = {}
        try:
            async with asyncio.timeout(_PATIENCE):
                for ask in asks:
                    found |= await ask(guild_id, member_id, page_id)
        except (TimeoutError, StorageUnavailable):
            return {}
        return found


AskLine = Callable[[int, str], str | None]
"""Returns a line for the first screen of a role in a server, at once and from memory; None where there is none."""


class RoleLines:
    """Asks what a server has to say under a role, such as that somebody there answers questions."""

    def __init__(self) -> None:
        self._asks: list[AskLine] = []

    def add(self, ask: AskLine) -> None:
        """Ask this one too."""
        self._asks.append(ask)

    def of(self, guild_id: int, page_id: str) -> str | None:
        """Return the lines for a role in a server, or None where there are none."""
        lines = [line for ask in self._asks if (line := ask(guild_id, page_id))]
        return "\n".join(lines) or None
