"""What becomes of a question; what of it is SQL runs on both databases in test_races and test_insider_queries."""

import pytest

from bot.insiders.model.errands import ASKER as TO_ASKER
from bot.insiders.model.errands import TAKER
from bot.insiders.model.errors import (
    MonthIsFull,
    NobodyAnswers,
    NotAnInsider,
    NothingLeft,
    NothingToReport,
    QuestionGone,
    TooManyOpen,
)
from bot.insiders.model.question import QuestionState
from bot.insiders.model.states import suits
from bot.insiders.service.answering import Answering
from bot.insiders.service.asking import Asking
from bot.insiders.service.profiles import Profiles
from bot.insiders.service.reporting import Reporting
from bot.insiders.service.upkeep import InsiderUpkeep
from bot.insiders.storage.insiders import InsiderRepository
from bot.insiders.storage.questions import QuestionRepository
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from tests.insiders.asked import ASKER, DAY, OTHER_ASKER, PRIYA, QUINN, ask, join, now, told
from tests.world import GUILD, World, member


@pytest.fixture
def world(sqlite_engines: Engines) -> World:
    """Give a server whose database is in a file."""
    return World(Storage(sqlite_engines))


async def test_an_answer_in_writing_ends_a_question_and_is_told(world: World) -> None:
    await join(world)
    question = await ask(world)
    [waiting] = await world.services[Answering].queue(PRIYA.member_id, GUILD)
    assert waiting.questions == (question,)
    await world.services[Answering].answer(question.id, PRIYA.member_id, "By asking people.")
    assert (await now(world.storage, question)).state is QuestionState.ANSWERED
    assert await told(world, TO_ASKER) == [ASKER.member_id]
    with pytest.raises(QuestionGone):
        await world.services[Answering].offer(question.id, PRIYA.member_id)


async def test_two_yeses_come_before_any_handle_and_each_shows_their_own(world: World) -> None:
    await join(world)
    asking, answering = world.services[Asking], world.services[Answering]
    question = await ask(world)
    with pytest.raises(QuestionGone):
        await answering.show_handle(question.id, PRIYA.member_id)
    await answering.offer(question.id, PRIYA.member_id)
    await asking.show_handle(question.id, ASKER.member_id)
    await answering.show_handle(question.id, PRIYA.member_id)
    stored = await now(world.storage, question)
    assert (stored.asker_shows, stored.insider_shows) == (False, False), "one yes is not enough"
    await asking.agree(question.id, ASKER.member_id)
    assert await told(world, TAKER) == [PRIYA.member_id]
    await answering.show_handle(question.id, PRIYA.member_id)
    stored = await now(world.storage, question)
    assert (stored.asker_shows, stored.insider_shows) == (False, True), "theirs alone"
    await asking.show_handle(question.id, ASKER.member_id)
    stored = await now(world.storage, question)
    assert (stored.state, stored.asker_shows, stored.insider_shows) == (QuestionState.TALKED, True, True)


async def test_nobody_else_acts_on_a_question(world: World) -> None:
    await join(world)
    question = await ask(world)
    stranger, asking, answering = OTHER_ASKER.member_id, world.services[Asking], world.services[Answering]
    with pytest.raises(NotAnInsider):
        await answering.offer(question.id, stranger)
    with pytest.raises(NotAnInsider):
        await answering.pass_on(question.id, stranger)
    await answering.offer(question.id, PRIYA.member_id)
    for act in (asking.withdraw, asking.agree, asking.decline, asking.show_handle, answering.show_handle):
        with pytest.raises(QuestionGone):
            await act(question.id, stranger)
    with pytest.raises(NothingToReport):
        await world.services[Reporting].report(question.id, stranger)
    with pytest.raises(QuestionGone):
        await asking.agree(question.id, PRIYA.member_id)


async def test_an_offer_turned_down_puts_the_question_back_without_that_person(world: World) -> None:
    await join(world)
    await join(world, QUINN)
    question = await ask(world)
    await world.services[Answering].offer(question.id, PRIYA.member_id)
    world.clock.move(6 * DAY / 2)
    with pytest.raises(QuestionGone):
        await world.services[Asking].decline(question.id, ASKER.member_id)
    question = await ask(world, OTHER_ASKER)
    await world.services[Answering].offer(question.id, PRIYA.member_id)
    back = await world.services[Asking].decline(question.id, OTHER_ASKER.member_id)
    assert (back.state, back.insider_id, back.ends_at) == (QuestionState.OPEN, None, back.take_by)
    [hers] = await world.services[Answering].queue(PRIYA.member_id)
    [theirs] = await world.services[Answering].queue(QUINN.member_id)
    assert (hers.questions, len(theirs.questions)) == ((), 1)
    assert PRIYA.member_id in await told(world, TAKER)


async def test_not_me_hides_a_question_from_one_and_tells_nobody(world: World) -> None:
    await join(world)
    await join(world, QUINN)
    question = await ask(world)
    await world.services[Answering].pass_on(question.id, PRIYA.member_id)
    [hers] = await world.services[Answering].queue(PRIYA.member_id)
    [theirs] = await world.services[Answering].queue(QUINN.member_id)
    assert (hers.questions, theirs.questions) == ((), (question,))
    assert await told(world, TO_ASKER) == []
    assert await now(world.storage, question) == question


async def test_the_clocks_close_what_nobody_takes_or_confirms(world: World) -> None:
    await join(world)
    untaken, unconfirmed = await ask(world), await ask(world, OTHER_ASKER)
    world.clock.move(5 * DAY)
    await world.services[Answering].offer(unconfirmed.id, PRIYA.member_id)
    assert await world.services[InsiderUpkeep].expire_due() == 0
    world.clock.move(2 * DAY)
    with pytest.raises(QuestionGone):
        await world.services[Answering].answer(untaken.id, PRIYA.member_id, "too late")
    assert await world.services[InsiderUpkeep].expire_due() == 1
    assert (await now(world.storage, untaken)).state is QuestionState.EXPIRED
    world.clock.move(DAY)
    with pytest.raises(QuestionGone):
        await world.services[Asking].agree(unconfirmed.id, OTHER_ASKER.member_id)
    assert await world.services[InsiderUpkeep].expire_due() == 1
    assert (await now(world.storage, unconfirmed)).state is QuestionState.EXPIRED
    assert set(await told(world, TO_ASKER)) == {ASKER.member_id, OTHER_ASKER.member_id}
    assert await told(world, TAKER) == [PRIYA.member_id]


async def test_an_asker_has_two_open_and_one_withdrawn_early_counts_for_three_days(world: World) -> None:
    await join(world)
    first, _ = await ask(world), await ask(world)
    with pytest.raises(TooManyOpen):
        await ask(world)
    await world.services[Asking].withdraw(first.id, ASKER.member_id)
    with pytest.raises(TooManyOpen):
        await ask(world)
    world.clock.move(3 * DAY)
    await ask(world)


async def test_an_insider_takes_as_many_a_month_as_they_want(world: World) -> None:
    insider = await join(world)
    answering = world.services[Answering]
    for number in range(2):
        await answering.offer((await ask(world, member(30 + number))).id, PRIYA.member_id)
    third = await ask(world)
    with pytest.raises(MonthIsFull):
        await answering.answer(third.id, PRIYA.member_id, "no more")
    await world.services[Profiles].set_limit(insider.id, 3, PRIYA)
    with pytest.raises(NotAnInsider):
        await world.services[Profiles].set_limit(insider.id, 9, QUINN)
    await answering.answer(third.id, PRIYA.member_id, "one more")


async def test_who_asks_where_nobody_answers_hears_so_at_once(world: World) -> None:
    with pytest.raises(NobodyAnswers):
        await ask(world)
    await join(world, ASKER)
    with pytest.raises(NobodyAnswers):
        await ask(world)
    await join(world)
    with pytest.raises(NothingLeft):
        await ask(world, text="[removed]")


async def test_a_question_is_shown_to_those_alone_whom_both_switches_let_meet(world: World) -> None:
    sides = [(None, False), ("NC", False), ("NC", True), ("VA", True)]
    for number, (state, switch) in enumerate(sides):
        await join(world, member(50 + number), us_state=state, elsewhere_only=switch)
        await ask(world, member(60 + number), us_state=state, elsewhere_only=switch)
    async with world.storage.reading() as unit:
        for number, (mine, switch) in enumerate(sides):
            insider = (await unit[InsiderRepository].of_member(member(50 + number).member_id))[0]
            shown = {one.asker_id for one in await unit[QuestionRepository].queue(insider, world.clock.now(), 10)}
            assert shown == {
                member(60 + other).member_id
                for other, (theirs, wants) in enumerate(sides)
                if suits(theirs, mine, asker_elsewhere=wants, insider_elsewhere=switch)
            }
