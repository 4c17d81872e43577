"""Give Discord the command definitions when they changed, and not on every start."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.kit.clock import Clock
from bot.kit.storage.command_syncs import CommandSyncRepository
from bot.kit.storage.transactions import Storage


def fingerprint_of(definitions: Sequence[dict[str, Any]]) -> str:
    """Return a fingerprint that changes when any definition does, and not with their order."""
    lines = sorted(json.dumps(definition, sort_keys=True) for definition in definitions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


class CommandSync:
    """Publishes command definitions once for each change."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def sync(
        self,
        application_id: int,
        definitions: Sequence[dict[str, Any]],
        publish: Callable[[], Awaitable[object]],
        *,
        force: bool = False,
    ) -> bool:
        """Call `publish` if the definitions changed since the last time, or by force; return whether it was called."""
        fingerprint = fingerprint_of(definitions)
        async with self._storage.reading() as unit:
            known = await unit[CommandSyncRepository].fingerprint(application_id)
        if known == fingerprint and not force:
            return False
        await publish()
        async with self._storage.writing() as unit:
            await unit[CommandSyncRepository].record(application_id, fingerprint, self._clock.now())
        return True
