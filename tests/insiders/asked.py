"""What the tests of questions share: people who answer, and people who ask."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.insiders.model.profile import Declared, Insider, Years
from bot.insiders.model.question import NewQuestion, Question
from bot.insiders.service.answering import Answering
from bot.insiders.service.asking import Asking
from bot.insiders.service.profiles import Profiles
from bot.insiders.service.reporting import Reporting
from bot.insiders.storage.questions import QuestionRepository
from bot.insiders.storage.tables import insider_questions
from bot.kit.storage.transactions import Storage
from tests.world import GUILD, World, member

ROLE = "reviewer"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ASKER, OTHER_ASKER = member(1), member(2)
PRIYA, QUINN = member(11), member(12)


async def join(world: World, who: Any = PRIYA, **said: Any) -> Insider:
    """Let somebody answer in the role."""
    declared = Declared(**{"until_year": None, "years": Years.TWO_TO_FIVE, "about": "Ask me anything", **said})
    return await world.services[Profiles].join(ROLE, declared, who)


async def ask(world: World, who: Any = ASKER, text: str = "How did you begin?", **wants: Any) -> Question:
    """Let somebody ask people in the role."""
    return await world.services[Asking].ask(NewQuestion(GUILD, ROLE, who.member_id, text, **wants))


async def now(storage: Storage, question: Question) -> Question:
    """Return a question as it is stored now."""
    async with storage.reading() as unit:
        found = await unit[QuestionRepository].get(question.id)
    assert found is not None
    return found


async def row(storage: Storage, question: Question) -> Any:
    """Return all that is stored of a question."""
    async with storage.reading() as unit:
        query = select(insider_questions).where(insider_questions.c.id == question.id)
        return (await unit.connection.execute(query)).one()


async def leave_traces(world: World, who: Any, other: Any = OTHER_ASKER) -> None:
    """Let somebody stand on both sides: answer, ask, report, and be reported."""
    await join(world, who)
    await join(world, other)
    theirs, own = await ask(world, other), await ask(world, who)
    await world.services[Answering].answer(theirs.id, who.member_id, "words")
    await world.services[Answering].offer(own.id, other.member_id)
    await world.services[Reporting].report(theirs.id, other.member_id)
    await world.services[Reporting].report(own.id, who.member_id)


async def told(world: World, kind: str) -> list[int | None]:
    """Return whom errands of a kind are for."""
    return [errand.member_id for errand in await world.errands(kind)]
