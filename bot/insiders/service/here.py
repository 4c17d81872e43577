"""In which roles of which servers anybody answers, in words and in memory: cards wait for no database."""

from collections import defaultdict
from datetime import timedelta

from bot.insiders.model.liveness import liveness_words, usually_within
from bot.insiders.storage.insiders import InsiderRepository
from bot.insiders.storage.questions import QuestionRepository
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage

_LOOKED_BACK = timedelta(days=90)


class AnsweringHere:
    """Remembers the sentence of each role where somebody answers; read anew each minute, and after a change here."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._words: dict[tuple[int, str], str] = {}

    def words(self, guild_id: int, role_id: str) -> str | None:
        """Return the sentence for a role in a server, or None where nobody answers."""
        return self._words.get((guild_id, role_id))

    async def refresh(self, guild_id: int | None = None) -> None:
        """Read it anew, for a server or for all."""
        async with self._storage.reading() as unit:
            roles = await unit[InsiderRepository].roles(guild_id)
            since = self._clock.now() - _LOOKED_BACK
            taken = await unit[QuestionRepository].waits(since, guild_id) if roles else []
        waits: dict[tuple[int, str], list[timedelta]] = defaultdict(list)
        for row in taken:
            waits[row.guild_id, row.role_id].append(row.taken_at - row.asked_at)
        kept = {} if guild_id is None else {role: words for role, words in self._words.items() if role[0] != guild_id}
        self._words = kept | {role: liveness_words(usually_within(waits[role])) for role in roles}
