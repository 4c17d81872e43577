"""In which roles of which servers anybody answers, in memory: cards wait for no database."""

from collections import defaultdict
from datetime import timedelta

from bot.insiders.model.liveness import Liveness, usually_within
from bot.insiders.storage.insiders import InsiderRepository
from bot.insiders.storage.questions import QuestionRepository
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage

_LOOKED_BACK = timedelta(days=90)


class AnsweringHere:
    """Remembers each role where somebody answers; read anew each minute, and after a change here."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._found: dict[tuple[int, str], Liveness] = {}

    def liveness(self, guild_id: int, role_id: str) -> Liveness | None:
        """Return how soon somebody answers in a role of a server, or None where nobody does."""
        return self._found.get((guild_id, role_id))

    async def refresh(self, guild_id: int | None = None) -> None:
        """Read it anew, for a server or for all."""
        async with self._storage.reading() as unit:
            roles = await unit[InsiderRepository].roles(guild_id)
            since = self._clock.now() - _LOOKED_BACK
            taken = await unit[QuestionRepository].waits(since, guild_id) if roles else []
        waits: dict[tuple[int, str], list[timedelta]] = defaultdict(list)
        for row in taken:
            waits[row.guild_id, row.role_id].append(row.taken_at - row.asked_at)
        kept = {} if guild_id is None else {role: one for role, one in self._found.items() if role[0] != guild_id}
        self._found = kept | {role: Liveness(usually_within(waits[role])) for role in roles}
