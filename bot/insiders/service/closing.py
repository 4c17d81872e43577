"""Close what somebody has open, neutrally, in the transaction in which they pause, leave or are forgotten."""

from collections.abc import Iterable
from datetime import datetime

from bot.insiders.model.errands import to_asker, to_taker
from bot.insiders.model.profile import Insider
from bot.insiders.model.question import Question, QuestionState, Step
from bot.insiders.storage.insiders import InsiderRepository
from bot.insiders.storage.questions import QuestionRepository
from bot.kit.storage.transactions import UnitOfWork
from bot.outbox.storage import OutboxRepository


async def tell_asker(unit: UnitOfWork, question: Question, now: datetime) -> None:
    """Let the asker hear how their question stands."""
    if errand := to_asker(question):
        await unit[OutboxRepository].put(errand, now)


async def tell_taker(unit: UnitOfWork, question: Question, now: datetime) -> None:
    """Let whoever took a question hear how it stands."""
    taker = await unit[InsiderRepository].get(question.insider_id) if question.insider_id else None
    if taker is not None:
        await unit[OutboxRepository].put(to_taker(question, taker), now)


async def close_of_insiders(unit: UnitOfWork, profiles: Iterable[Insider], now: datetime) -> None:
    """Close what profiles offered to talk about, and tell the askers; the profiles are locked."""
    ids = [profile.id for profile in profiles]
    for question in await unit[QuestionRepository].of_insiders(ids, QuestionState.OFFERED):
        if closed := await unit[QuestionRepository].move(question.id, Step.CLOSE, now):
            await tell_asker(unit, closed, now)


async def close_of_asker(unit: UnitOfWork, asker_id: int, now: datetime, guild_id: int | None = None) -> None:
    """Close an asker’s open questions, in one server or in all, and tell those who offered to talk."""
    for question in await unit[QuestionRepository].of_asker(asker_id, guild_id):
        if question.is_open and (closed := await unit[QuestionRepository].move(question.id, Step.CLOSE, now)):
            await tell_taker(unit, closed, now)


async def close_before_forgetting(unit: UnitOfWork, member_id: int, now: datetime) -> None:
    """Close all that a member has open on either side, and take their words out of what they asked."""
    await close_of_insiders(unit, await unit[InsiderRepository].of_member(member_id, lock=True), now)
    await close_of_asker(unit, member_id, now)
    await unit[QuestionRepository].forget_words_of(member_id)
