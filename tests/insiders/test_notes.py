"""What insiders are told, and when silence pauses them."""

import pytest

from bot.insiders.model.errands import DAILY, SILENT
from bot.insiders.model.errors import (
    QuestionGone,
)
from bot.insiders.model.profile import Standing
from bot.insiders.model.question import QuestionState
from bot.insiders.service.answering import Answering
from bot.insiders.service.profiles import Profiles
from bot.insiders.service.upkeep import InsiderUpkeep
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from bot.outbox.service import Outbox
from tests.insiders.asked import DAY, HOUR, OTHER_ASKER, PRIYA, QUINN, ask, join, now, told
from tests.world import World, member


@pytest.fixture
def world(sqlite_engines: Engines) -> World:
    """Give a server whose database is in a file."""
    return World(Storage(sqlite_engines))


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
