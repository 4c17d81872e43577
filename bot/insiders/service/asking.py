"""What askers do: ask, withdraw, say yes or no to an offer, show their handle."""

from datetime import datetime

from bot.insiders.model.crossing import holds_words
from bot.insiders.model.errands import to_taker
from bot.insiders.model.errors import NobodyAnswers, NothingLeft, QuestionGone, TooManyOpen
from bot.insiders.model.profile import Insider
from bot.insiders.model.question import MOST_OPEN, NewQuestion, Question, Step, ends_after_decline
from bot.insiders.model.report import Side
from bot.insiders.service.closing import close_of_asker, tell_taker
from bot.insiders.service.suspended import require_not_suspended
from bot.insiders.storage.insiders import InsiderRepository, as_new
from bot.insiders.storage.questions import QuestionRepository, Sides
from bot.kit.actors import Actor
from bot.kit.clock import Clock
from bot.kit.local_time import next_due
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.outbox.storage import OutboxRepository
from bot.servers.storage.lock import ServerLock
from bot.servers.storage.settings import GuildSettingsRepository


class Asking:
    """The asker’s side of questions; whoever presses is checked in the statement that acts."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def require_room(self, role_id: str, actor: Actor) -> None:
        """Raise what asking now would raise, before anything is typed."""
        async with self._storage.reading() as unit:
            await self._require_room(unit, role_id, actor)

    async def ask(self, new: NewQuestion) -> Question:
        """Put a question into its role's queue.

        Raises PausedByReports, NobodyAnswers, TooManyOpen and NothingLeft.
        """
        if not holds_words(new.text):
            raise NothingLeft
        now = self._clock.now()
        async with self._storage.writing() as unit:
            await unit[ServerLock].hold(new.guild_id)
            await self._require_room(unit, new.role_id, Actor(new.guild_id, new.asker_id))
            question = await unit[QuestionRepository].add(new, now)
            await unit[InsiderRepository].plan_prompts(new, await next_prompt(unit, new.guild_id, now))
        return question

    async def withdraw(self, question_id: int, asker_id: int) -> Question:
        """Take a question back, offers and all; raises QuestionGone."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            question = await unit[QuestionRepository].move(question_id, Step.WITHDRAW, now, Sides(asker_id))
            if question is None:
                raise QuestionGone
            await tell_taker(unit, question, now)
        return question

    async def agree(self, question_id: int, asker_id: int) -> Question:
        """Say the second yes; raises QuestionGone."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            question = await unit[QuestionRepository].move(question_id, Step.AGREE, now, Sides(asker_id))
            if question is None:
                raise QuestionGone
            await tell_taker(unit, question, now)
        return question

    async def decline(self, question_id: int, asker_id: int) -> Question:
        """Turn an offer down: the question waits for somebody else. Raises QuestionGone."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            questions, insiders = unit[QuestionRepository], unit[InsiderRepository]
            before = await questions.get(question_id)
            taker = await insiders.get(before.insider_id) if before and before.insider_id else None
            if before is None or taker is None:
                raise QuestionGone
            mine, ends_at = Sides(asker_id, held_by=taker.id), ends_after_decline(before, now)
            back = {"insider_id": None, "taken_at": None, "queued_at": now, "ends_at": ends_at}
            question = await questions.move(question_id, Step.DECLINE, now, mine, **back)
            if question is None:
                raise QuestionGone
            await questions.pass_on(question_id, taker.id)
            await unit[OutboxRepository].put(to_taker(question, taker), now)
            us_state, elsewhere_only = await questions.whom_it_wants(question_id)
            again = as_new(question, us_state, elsewhere_only=elsewhere_only)
            await insiders.plan_prompts(again, await next_prompt(unit, question.guild_id, now))
        return question

    async def show_handle(self, question_id: int, asker_id: int) -> Question:
        """Show one’s handle to whom one talks with; raises QuestionGone."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            question = await unit[QuestionRepository].get(question_id)
            if question is None or question.asker_id != asker_id:
                raise QuestionGone
            if shown := await unit[QuestionRepository].show_handle(question_id, Side.ASKER):
                await tell_taker(unit, shown, now)
        return shown or question

    async def mine(self, actor: Actor, limit: int = 5) -> list[Question]:
        """Return a member's newest questions in a server."""
        async with self._storage.reading() as unit:
            return await unit[QuestionRepository].of_asker(actor.member_id, actor.guild_id, limit)

    async def seen_by_asker(self, question_id: int) -> tuple[Question, Insider | None, str | None] | None:
        """Return a question, whoever took it, and the answer, as far as there are any."""
        async with self._storage.reading() as unit:
            question = await unit[QuestionRepository].get(question_id)
            if question is None:
                return None
            taker = await unit[InsiderRepository].get(question.insider_id) if question.insider_id else None
            return question, taker, await unit[QuestionRepository].answer(question_id)

    async def left(self, asker_id: int, guild_id: int) -> None:
        """Close what somebody asked in a server that they have left."""
        async with self._storage.writing() as unit:
            await close_of_asker(unit, asker_id, self._clock.now(), guild_id)

    async def _require_room(self, unit: UnitOfWork, role_id: str, actor: Actor) -> None:
        await require_not_suspended(unit, actor.guild_id, actor.member_id)
        if not await unit[InsiderRepository].anybody(actor.guild_id, role_id, but=actor.member_id):
            raise NobodyAnswers
        if await unit[QuestionRepository].count_open(actor.guild_id, actor.member_id, self._clock.now()) >= MOST_OPEN:
            raise TooManyOpen


async def next_prompt(unit: UnitOfWork, guild_id: int, now: datetime) -> datetime:
    """Return when insiders of a server are told next: when its digest comes."""
    settings = await unit[GuildSettingsRepository].get(guild_id)
    return next_due(now, settings.digest_time, settings.time_zone).at
