"""What becomes of a question; what of it is SQL runs on both databases in test_races and test_insider_queries."""

from datetime import timedelta

import pytest

from bot.insiders.model.errands import ASKER as TO_ASKER
from bot.insiders.model.errands import DAILY, REPORTED, SILENT, TAKER
from bot.insiders.model.errors import (
    MonthIsFull,
    NobodyAnswers,
    NotAnInsider,
    NothingLeft,
    NothingToReport,
    PausedByReports,
    QuestionGone,
    TooManyOpen,
)
from bot.insiders.model.liveness import Liveness
from bot.insiders.model.profile import Standing
from bot.insiders.model.question import QuestionState
from bot.insiders.model.states import suits
from bot.insiders.service.answering import Answering
from bot.insiders.service.asking import Asking
from bot.insiders.service.here import AnsweringHere
from bot.insiders.service.profiles import Profiles
from bot.insiders.service.reporting import Reporting
from bot.insiders.service.upkeep import InsiderUpkeep
from bot.insiders.storage.insiders import InsiderRepository
from bot.insiders.storage.questions import QuestionRepository
from bot.kit.actors import Actor
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from bot.outbox.service import Outbox
from bot.privacy.service import PrivacyService
from tests.insiders.asked import ASKER, DAY, OTHER_ASKER, PRIYA, QUINN, ROLE, ask, join, now, row
from tests.world import GUILD, MODERATOR, World, member

HOUR = timedelta(hours=1)


@pytest.fixture
def world(sqlite_engines: Engines) -> World:
    """Give a server whose database is in a file."""
    return World(Storage(sqlite_engines))


async def told(world: World, kind: str) -> list[int | None]:
    """Return whom errands of a kind are for."""
    return [errand.member_id for errand in await world.errands(kind)]


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


async def test_those_alone_are_told_whom_a_question_suits(world: World) -> None:
    await join(world, us_state="NC")
    await join(world, QUINN, us_state="VA")
    question = await ask(world, us_state="NC", elsewhere_only=True)
    with pytest.raises(QuestionGone):
        await world.services[Answering].offer(question.id, PRIYA.member_id)
    world.clock.move(DAY)
    await world.services[InsiderUpkeep].ask_prompts()
    assert await told(world, DAILY) == [QUINN.member_id]


async def test_one_note_a_day_holds_all_that_is_new(world: World) -> None:
    insider = await join(world)
    upkeep = world.services[InsiderUpkeep]
    await ask(world)
    await ask(world, OTHER_ASKER)
    assert await upkeep.ask_prompts() == 0, "not before the hour of the digest"
    world.clock.move(DAY)
    assert await upkeep.ask_prompts() == 1
    assert await told(world, DAILY) == [PRIYA.member_id]
    news = await upkeep.news(insider.id)
    assert news is not None
    assert [len(questions) for group in news.by_server.values() for _, questions in group] == [2]
    await upkeep.prompted(PRIYA.member_id, world.clock.now())
    await upkeep.prompted(PRIYA.member_id, world.clock.now())
    again = await upkeep.news(insider.id)
    assert again is not None
    assert again.by_server == {}
    for job in await world.services[Outbox].claim_messages(10):
        await world.services[Outbox].done(job)
    await ask(world, member(3))
    world.clock.move(HOUR)
    await upkeep.ask_prompts()
    assert await told(world, DAILY) == [], "the day is not over"
    world.clock.move(DAY)
    await upkeep.ask_prompts()
    assert await told(world, DAILY) == [PRIYA.member_id]


async def test_two_notes_without_an_answer_pause_and_a_press_in_between_does_not(world: World) -> None:
    insider = await join(world)
    await join(world, QUINN)
    upkeep, answering = world.services[InsiderUpkeep], world.services[Answering]
    offered = await ask(world)
    await answering.offer(offered.id, QUINN.member_id)
    for number in range(2):
        await ask(world, member(40 + number))
        world.clock.move(DAY)
        await upkeep.ask_prompts()
        for who in (PRIYA, QUINN):
            await upkeep.prompted(who.member_id, world.clock.now())
    await answering.queue(PRIYA.member_id)
    await ask(world, member(42))
    world.clock.move(DAY)
    await upkeep.ask_prompts()
    assert await told(world, SILENT) == [QUINN.member_id]
    [theirs] = await world.services[Profiles].mine(QUINN)
    assert theirs.standing is Standing.SILENT
    assert (await now(world.storage, offered)).state is QuestionState.CLOSED
    assert (await world.services[Profiles].mine(PRIYA))[0].is_active
    await world.services[Profiles].resume(QUINN.member_id)
    assert (await world.services[Profiles].mine(QUINN))[0].is_active
    assert insider.is_active


async def test_two_notes_without_an_answer_pause_in_three_days_though_nothing_new_comes(world: World) -> None:
    await join(world)
    upkeep = world.services[InsiderUpkeep]
    for _ in range(2):
        world.clock.move(DAY)
        await upkeep.prompted(PRIYA.member_id, world.clock.now())
    world.clock.move(2 * DAY)
    assert await upkeep.pause_silent() == 0
    world.clock.move(DAY)
    assert await upkeep.pause_silent() == 1
    assert await upkeep.pause_silent() == 0


@pytest.mark.parametrize("how", ["pause", "leave", "forget", "left the server"])
async def test_an_insider_who_goes_closes_what_they_offered_neutrally(world: World, how: str) -> None:
    await join(world)
    await join(world, QUINN)
    question, answered = await ask(world), await ask(world, OTHER_ASKER)
    await world.services[Answering].offer(question.id, PRIYA.member_id)
    await world.services[Answering].answer(answered.id, PRIYA.member_id, "words")
    match how:
        case "pause":
            await world.services[Profiles].pause(PRIYA)
        case "leave":
            assert await world.services[Profiles].leave(PRIYA) == [ROLE]
        case "forget":
            await world.services[PrivacyService].forget(PRIYA.member_id, delete_leads=True)
            found = await world.services[Asking].seen_by_asker(answered.id)
            assert found is not None
            assert found[2] is None, "their words go with them"
        case _:
            await world.services[Answering].left(PRIYA.member_id, GUILD)
    closed = await now(world.storage, question)
    assert (closed.state, closed.text) == (QuestionState.CLOSED, "How did you begin?")
    assert ASKER.member_id in await told(world, TO_ASKER)
    if how != "pause":
        assert await world.services[Profiles].mine(PRIYA) == []


@pytest.mark.parametrize("how", ["forget", "left the server"])
async def test_an_asker_who_goes_closes_what_they_asked_and_those_who_offered_hear(world: World, how: str) -> None:
    await join(world)
    offered, waiting = await ask(world), await ask(world)
    await world.services[Answering].offer(offered.id, PRIYA.member_id)
    if how == "forget":
        await world.services[PrivacyService].forget(ASKER.member_id, delete_leads=True)
    else:
        await world.services[Asking].left(ASKER.member_id, GUILD)
    for question in (offered, waiting):
        stored = await row(world.storage, question)
        assert stored.state == QuestionState.CLOSED
        if how == "forget":
            assert (stored.asker_id, stored.text, stored.us_state) == (None, None, None)
    assert await told(world, TAKER) == [PRIYA.member_id]


async def test_two_reports_by_different_people_pause_somebody_and_moderators_hear_no_name(world: World) -> None:
    await join(world)
    reporting, answering, profiles = world.services[Reporting], world.services[Answering], world.services[Profiles]
    first, second = await ask(world), await ask(world, OTHER_ASKER)
    for question in (first, second):
        await answering.offer(question.id, PRIYA.member_id)
    await reporting.report(first.id, ASKER.member_id)
    with pytest.raises(NothingToReport):
        await reporting.report(first.id, ASKER.member_id)
    assert (await profiles.mine(PRIYA))[0].is_active
    await reporting.report(second.id, OTHER_ASKER.member_id)
    assert (await profiles.mine(PRIYA))[0].standing is Standing.REPORTED
    for question in (first, second):
        assert (await now(world.storage, question)).state is QuestionState.CLOSED
    [notice] = await world.errands("server_notice")
    assert notice.subject == f"{GUILD}/insider_paused"
    for act in (profiles.resume(PRIYA.member_id, GUILD), join(world), ask(world, PRIYA)):
        with pytest.raises(PausedByReports):
            await act
    await world.services[PrivacyService].forget(PRIYA.member_id, delete_leads=True)
    with pytest.raises(PausedByReports):
        await join(world)
    [suspension] = await reporting.suspensions(GUILD)
    assert not await reporting.let_back(suspension.id, Actor(GUILD + 1, 5)), "of another server"
    assert await reporting.keep(suspension.id, MODERATOR)
    assert await world.errands("server_notice") == []
    assert await reporting.let_back(suspension.id, MODERATOR)
    await join(world)


async def test_an_asker_is_paused_by_two_insiders_and_let_back_by_moderators(world: World) -> None:
    await join(world)
    await join(world, QUINN)
    pitch = await ask(world, text="I sell a course")
    for who in (PRIYA, QUINN):
        await world.services[Reporting].report(pitch.id, who.member_id)
    assert (await now(world.storage, pitch)).state is QuestionState.CLOSED
    assert await told(world, REPORTED) == [ASKER.member_id]
    with pytest.raises(PausedByReports):
        await world.services[Asking].require_room(ROLE, ASKER)
    [suspension] = await world.services[Reporting].suspensions(GUILD)
    await world.services[Reporting].let_back(suspension.id, MODERATOR)
    await ask(world)


async def test_words_and_people_go_a_month_after_the_end_and_the_rest_after_half_a_year(world: World) -> None:
    await join(world)
    question, waiting = await ask(world), await ask(world, OTHER_ASKER)
    await world.services[Answering].answer(question.id, PRIYA.member_id, "words")
    world.clock.move(30 * DAY)
    assert await world.services[InsiderUpkeep].scrub() == 0
    world.clock.move(HOUR)
    assert await world.services[InsiderUpkeep].scrub() == 1
    stored = await row(world.storage, question)
    assert (stored.text, stored.asker_id, stored.insider_id) == (None, None, None)
    found = await world.services[Asking].seen_by_asker(question.id)
    assert found is not None
    assert found[2] is None
    assert (await row(world.storage, waiting)).text, "what is open keeps its words"
    assert (await world.services[Reporting].counted(GUILD)).answered == 1
    world.clock.move(180 * DAY)
    assert await world.services[InsiderUpkeep].scrub() == 1


async def test_a_card_says_that_somebody_answers_and_how_soon_from_memory(world: World) -> None:
    here = world.services[AnsweringHere]
    assert here.liveness(GUILD, ROLE) is None
    await join(world, monthly_limit=10)
    assert here.liveness(GUILD, ROLE) == Liveness()
    for number in range(5):
        question = await ask(world, member(70 + number))
        world.clock.move(2 * DAY)
        await world.services[Answering].answer(question.id, PRIYA.member_id, "words")
    assert here.liveness(GUILD, ROLE) == Liveness(2)
    assert here.liveness(GUILD + 1, ROLE) is None
    await world.services[Profiles].pause(PRIYA)
    assert here.liveness(GUILD, ROLE) is None


async def test_an_export_holds_ones_own_words_and_nobody_elses_id(world: World) -> None:
    insider = await join(world)
    question = await ask(world)
    await world.services[Answering].answer(question.id, PRIYA.member_id, "By asking people.")
    await world.services[Reporting].report(question.id, ASKER.member_id)
    asked, answered = [await world.services[PrivacyService].export(who.member_id) for who in (ASKER, PRIYA)]
    assert "How did you begin?" in str(asked)
    assert "By asking people." in str(answered)
    assert "How did you begin?" not in str(answered)
    assert str(PRIYA.member_id) not in str(asked)
    assert str(ASKER.member_id) not in str(answered)
    for row_ in asked["insider_questions"]:  # type: ignore[attr-defined]
        assert "insider_id" not in row_
    assert str(insider.id) == answered["insiders"][0]["id"]  # type: ignore[index]
