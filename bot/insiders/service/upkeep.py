"""What becomes due by itself: clocks, daily messages, silence, and words that have been kept long enough."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.insiders.model.errands import daily, paused_by_silence
from bot.insiders.model.profile import SILENCE, UNANSWERED_PROMPTS, Insider, Standing
from bot.insiders.model.question import KEPT, Question, Step
from bot.insiders.service.asking import next_prompt
from bot.insiders.service.closing import close_of_insiders, tell_asker, tell_taker
from bot.insiders.storage.insiders import InsiderRepository
from bot.insiders.storage.questions import QuestionRepository
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.outbox.storage import OutboxRepository

GAP = timedelta(hours=20)
"""After one daily message at least so long passes before the next, whichever servers they are about."""
COUNTED = timedelta(days=180)
"""How long is kept that there was a question, for counts."""
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class DailyNews:
    """What a member has not been told of, by server."""

    member_id: int = field(repr=False)
    by_server: dict[int, list[tuple[Insider, tuple[Question, ...]]]]


class InsiderUpkeep:
    """Finds what is due in the database; any number of processes may."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def expire_due(self, limit: int = 50) -> int:
        """Close questions whose clock has run out, and tell both sides; return how many."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            due = await unit[QuestionRepository].due(now, limit)
            for question_id in due:
                if question := await unit[QuestionRepository].move(question_id, Step.EXPIRE, now):
                    await tell_asker(unit, question, now)
                    await tell_taker(unit, question, now)
        return len(due)

    async def ask_prompts(self, limit: int = 50) -> int:
        """Ask for the daily messages that are due; return how many members were looked at."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            due = await unit[InsiderRepository].due_prompts(now, limit)
            for member_id in due:
                await self._prompt(unit, member_id, now)
        return len(due)

    async def pause_silent(self, limit: int = 50) -> int:
        """Pause those who left two messages unanswered, the last for three days; return how many."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            silent = await unit[InsiderRepository].silent(now - SILENCE, UNANSWERED_PROMPTS, limit)
            for member_id in silent:
                await self._pause(unit, member_id, now)
        return len(silent)

    async def scrub(self, limit: int = 200) -> int:
        """Take words out of what ended a month ago, delete what ended half a year ago; return how many of both."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            scrubbed = await unit[QuestionRepository].scrub(now - KEPT, limit)
            return scrubbed + await unit[QuestionRepository].clear(now - COUNTED, limit)

    async def news(self, insider_id: int) -> DailyNews | None:
        """Return what the member with a profile has not been told of; None where the profile is gone."""
        now = self._clock.now()
        async with self._storage.reading() as unit:
            profile = await unit[InsiderRepository].get(insider_id)
            if profile is None:
                return None
            told_at, _ = await unit[InsiderRepository].told_when(profile.member_id)
            by_server = defaultdict(list)
            for one in await unit[InsiderRepository].of_member(profile.member_id):
                waiting = await unit[QuestionRepository].queue(one, now, _MOST_TOLD, since=told_at)
                if one.is_active and waiting:
                    by_server[one.guild_id].append((one, tuple(waiting)))
        return DailyNews(profile.member_id, dict(by_server))

    async def prompted(self, member_id: int, at: datetime) -> None:
        """Record that a daily message was sent that was asked for at a moment, once however often it is recorded."""
        async with self._storage.writing() as unit:
            await unit[InsiderRepository].prompted(member_id, at)

    async def _prompt(self, unit: UnitOfWork, member_id: int, now: datetime) -> None:
        insiders = unit[InsiderRepository]
        told_at, unanswered = await insiders.told_when(member_id)
        if told_at is not None and now - told_at < GAP:
            first = (await insiders.of_member(member_id))[0]
            await insiders.plan(member_id, await next_prompt(unit, first.guild_id, told_at + GAP))
        elif unanswered >= UNANSWERED_PROMPTS:
            await self._pause(unit, member_id, now)
        else:
            await insiders.plan(member_id, None)
            await unit[OutboxRepository].put(daily((await insiders.of_member(member_id))[0]), now)

    async def _pause(self, unit: UnitOfWork, member_id: int, now: datetime) -> None:
        profiles = await unit[InsiderRepository].of_member(member_id, lock=True)
        active = [profile for profile in profiles if profile.is_active]
        if not active:
            await unit[InsiderRepository].plan(member_id, None)
            return
        await close_of_insiders(unit, active, now)
        await unit[InsiderRepository].stand([profile.id for profile in active], Standing.SILENT)
        await unit[OutboxRepository].put(paused_by_silence(active[0]), now)
