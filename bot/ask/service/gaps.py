"""The curators' queue of questions that the notes did not answer, and what members said of answers."""

from collections import defaultdict
from datetime import timedelta

from bot.ask.model import Gap, GapCount, Judged
from bot.ask.storage import GapRepository, JudgedRepository
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage

_LONGEST = 500
_MOST = 1000


class GapService:
    """Files gaps without the asker, and counts them for curators."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def file(self, page_id: str, question: str | None, guild_id: int | None) -> None:
        """File a gap: the page that came nearest, and the question only where the member agreed."""
        words = question[:_LONGEST] if question else None
        async with self._storage.writing() as unit:
            await unit[GapRepository].add(Gap(page_id, words, self._clock.now()), guild_id)

    async def judge(self, page_id: str, answer: str, *, was_it: bool) -> None:
        """Count whether a passage was what somebody asked for."""
        async with self._storage.writing() as unit:
            await unit[JudgedRepository].count(page_id, answer, was_it=was_it)

    async def judged(self) -> list[Judged]:
        """Return how answers were judged, those that missed most often first."""
        async with self._storage.reading() as unit:
            return await unit[JudgedRepository].all(_MOST)

    async def counted(self, within: timedelta) -> list[GapCount]:
        """Return the gaps of a time, by page, the most frequent first."""
        async with self._storage.reading() as unit:
            gaps = await unit[GapRepository].since(self._clock.now() - within, _MOST)
        by_page: dict[str, list[Gap]] = defaultdict(list)
        for gap in gaps:
            by_page[gap.page_id].append(gap)
        counts = [
            GapCount(page_id, len(found), tuple(gap.question for gap in found if gap.question))
            for page_id, found in by_page.items()
        ]
        return sorted(counts, key=lambda one: (-one.count, one.page_id))
