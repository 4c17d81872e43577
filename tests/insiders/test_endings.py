"""What stays of people who go, are reported or were silent for long."""

import pytest

from bot.insiders.model.errands import ASKER as TO_ASKER
from bot.insiders.model.errands import REPORTED, TAKER
from bot.insiders.model.errors import (
    NothingToReport,
    PausedByReports,
)
from bot.insiders.model.liveness import Liveness
from bot.insiders.model.profile import Standing
from bot.insiders.model.question import QuestionState
from bot.insiders.service.answering import Answering
from bot.insiders.service.asking import Asking
from bot.insiders.service.here import AnsweringHere
from bot.insiders.service.profiles import Profiles
from bot.insiders.service.reporting import Reporting
from bot.insiders.service.upkeep import InsiderUpkeep
from bot.kit.actors import Actor
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from bot.privacy.service import PrivacyService
from tests.insiders.asked import ASKER, DAY, HOUR, OTHER_ASKER, PRIYA, QUINN, ROLE, ask, join, now, row, told
from tests.world import GUILD, MODERATOR, World, member


@pytest.fixture
def world(sqlite_engines: Engines) -> World:
    """Give a server whose database is in a file."""
    return World(Storage(sqlite_engines))


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
