"""What insiders do with questions: see them, answer, offer to talk, pass, show their handle."""

from dataclasses import dataclass
from datetime import datetime

from bot.insiders.model.crossing import holds_words
from bot.insiders.model.errors import MonthIsFull, NotAnInsider, NothingLeft, QuestionGone
from bot.insiders.model.profile import MONTH, Insider
from bot.insiders.model.question import TO_CONFIRM, Question, QuestionState, Step
from bot.insiders.model.report import Side
from bot.insiders.service.closing import close_of_insiders, tell_asker
from bot.insiders.service.here import AnsweringHere
from bot.insiders.storage.insiders import InsiderRepository
from bot.insiders.storage.questions import QuestionRepository, Sides
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage, UnitOfWork

_MOST_SHOWN = 5
"""Questions of one role that are shown at once."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one profile, the oldest first."""

    insider: Insider
    questions: tuple[Question, ...]


class Answering:
    """The insider’s side of questions; who takes one is decided in the statement that takes it."""

    def __init__(self, storage: Storage, clock: Clock, here: AnsweringHere) -> None:
        self._storage = storage
        self._clock = clock
        self._here = here

    async def queue(self, member_id: int, guild_id: int | None = None) -> list[Waiting]:
        """Return what waits for a member, in a server or in all; looking is a sign that they are there.

        Raises NotAnInsider where they take no questions.
        """
        now = self._clock.now()
        async with self._storage.writing() as unit:
            await unit[InsiderRepository].is_there(member_id)
            profiles = await unit[InsiderRepository].of_member(member_id, guild_id)
            active = [profile for profile in profiles if profile.is_active]
            if not active:
                raise NotAnInsider
            return [Waiting(one, tuple(await unit[QuestionRepository].queue(one, now, _MOST_SHOWN))) for one in active]

    async def for_me(self, question_id: int, member_id: int) -> tuple[Question, Insider]:
        """Return an open question that a member may take; raises QuestionGone and NotAnInsider."""
        async with self._storage.reading() as unit:
            return await self._open_for(unit, question_id, member_id, lock=False)

    async def answer(self, question_id: int, member_id: int, text: str) -> Question:
        """Answer in writing; raises QuestionGone, NotAnInsider, MonthIsFull and NothingLeft."""
        if not holds_words(text):
            raise NothingLeft
        now = self._clock.now()
        async with self._storage.writing() as unit:
            question, insider = await self._take(unit, question_id, member_id, Step.ANSWER, now)
            await unit[QuestionRepository].put_answer(question.id, insider, text, now)
        await self._here.refresh(question.guild_id)
        return question

    async def offer(self, question_id: int, member_id: int) -> Question:
        """Offer to talk: the first yes; raises QuestionGone, NotAnInsider and MonthIsFull."""
        now = self._clock.now()
        async with self._storage.writing() as unit:
            question, _ = await self._take(unit, question_id, member_id, Step.OFFER, now)
        await self._here.refresh(question.guild_id)
        return question

    async def pass_on(self, question_id: int, member_id: int) -> None:
        """See a question no more; nobody hears of it. Raises QuestionGone and NotAnInsider."""
        async with self._storage.writing() as unit:
            question, insider = await self._open_for(unit, question_id, member_id, lock=False)
            await unit[InsiderRepository].is_there(member_id)
            await unit[QuestionRepository].pass_on(question.id, insider.id)

    async def show_handle(self, question_id: int, member_id: int) -> Question:
        """Show one’s handle to whom one talks with; raises QuestionGone."""
        async with self._storage.writing() as unit:
            question, _ = await _held(unit, question_id, member_id)
            if shown := await unit[QuestionRepository].show_handle(question_id, Side.INSIDER):
                await tell_asker(unit, shown, self._clock.now())
        return shown or question

    async def seen_by_taker(self, question_id: int, insider_id: int) -> tuple[Question, Insider] | None:
        """Return a question and the profile that took it or had offered to talk."""
        async with self._storage.reading() as unit:
            question = await unit[QuestionRepository].get(question_id)
            insider = await unit[InsiderRepository].get(insider_id)
        return (question, insider) if question and insider else None

    async def talks(self, member_id: int, guild_id: int) -> list[Question]:
        """Return the questions that a member offered to talk about, or talks about, the newest first."""
        async with self._storage.reading() as unit:
            ids = [one.id for one in await unit[InsiderRepository].of_member(member_id, guild_id)]
            states = (QuestionState.OFFERED, QuestionState.TALKED)
            return await unit[QuestionRepository].of_insiders(ids, *states, limit=_MOST_SHOWN)

    async def left(self, member_id: int, guild_id: int) -> None:
        """Delete the profiles of somebody who has left a server, and close what is open."""
        async with self._storage.writing() as unit:
            profiles = await unit[InsiderRepository].of_member(member_id, guild_id, lock=True)
            await close_of_insiders(unit, profiles, self._clock.now())
            await unit[InsiderRepository].delete([profile.id for profile in profiles])
        await self._here.refresh(guild_id)

    async def _take(
        self, unit: UnitOfWork, question_id: int, member_id: int, step: Step, now: datetime
    ) -> tuple[Question, Insider]:
        """Claim a question, within the month's limit; the profile is locked, so two of its presses count both."""
        _, insider = await self._open_for(unit, question_id, member_id, lock=True)
        if await unit[QuestionRepository].count_taken(insider.id, now - MONTH) >= insider.declared.monthly_limit:
            raise MonthIsFull
        values: dict[str, object] = {"insider_id": insider.id, "taken_at": now}
        if step is Step.OFFER:
            values["ends_at"] = now + TO_CONFIRM
        taken = await unit[QuestionRepository].move(question_id, step, now, Sides(suits=insider), **values)
        if taken is None:
            raise QuestionGone
        await unit[InsiderRepository].is_there(member_id)
        await tell_asker(unit, taken, now)
        return taken, insider

    async def _open_for(
        self, unit: UnitOfWork, question_id: int, member_id: int, *, lock: bool
    ) -> tuple[Question, Insider]:
        question = await unit[QuestionRepository].get(question_id)
        if question is None:
            raise QuestionGone
        place = (question.guild_id, question.role_id, member_id)
        insider = await unit[InsiderRepository].for_role(*place, lock=lock)
        if insider is None or not insider.is_active:
            raise NotAnInsider
        if question.state is not QuestionState.OPEN or question.asker_id == member_id:
            raise QuestionGone
        return question, insider


async def _held(unit: UnitOfWork, question_id: int, member_id: int) -> tuple[Question, Insider]:
    """Return a question that a profile of a member holds; raises QuestionGone."""
    question = await unit[QuestionRepository].get(question_id)
    insider = await unit[InsiderRepository].get(question.insider_id) if question and question.insider_id else None
    if question is None or insider is None or insider.member_id != member_id:
        raise QuestionGone
    return question, insider
