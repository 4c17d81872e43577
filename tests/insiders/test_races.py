"""Two presses at the same moment have one outcome, on both databases."""

import asyncio
from collections import Counter
from typing import Any

from bot.insiders.model.errands import TAKER
from bot.insiders.model.errors import MonthIsFull, QuestionGone, TooManyOpen
from bot.insiders.model.question import Question, QuestionState
from bot.insiders.service.answering import Answering
from bot.insiders.service.asking import Asking
from bot.insiders.service.profiles import Profiles
from bot.insiders.service.reporting import Reporting
from bot.insiders.service.upkeep import InsiderUpkeep
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from tests.insiders.asked import ASKER, DAY, PRIYA, QUINN, ask, join, now
from tests.world import GUILD, World, member


async def together(*acts: Any) -> tuple[list[Question], list[type[BaseException]]]:
    """Let things happen at once; return what came of those that worked, and how the others failed."""
    found = await asyncio.gather(*acts, return_exceptions=True)
    failed = [type(one) for one in found if isinstance(one, BaseException)]
    return [one for one in found if not isinstance(one, BaseException)], failed


async def test_of_many_insiders_pressing_at_once_one_takes_the_question(world: World) -> None:
    people = [member(100 + number) for number in range(6)]
    for who in people:
        await join(world, who)
    question, answering = await ask(world), world.services[Answering]
    acts = [
        answering.offer(question.id, who.member_id)
        if number % 2
        else answering.answer(question.id, who.member_id, "words")
        for number, who in enumerate(people)
    ]
    [taken], failed = await together(*acts)
    assert failed == [QuestionGone] * 5
    stored = await now(world.storage, question)
    assert (stored.state, stored.insider_id) == (taken.state, taken.insider_id)


async def test_one_insider_taking_two_at_once_stays_within_the_month(world: World) -> None:
    await join(world, monthly_limit=1)
    questions = [await ask(world, member(110 + number)) for number in range(4)]
    answering = world.services[Answering]
    taken, failed = await together(*(answering.offer(one.id, PRIYA.member_id) for one in questions))
    assert (len(taken), failed) == (1, [MonthIsFull] * 3)


async def test_an_asker_asking_four_times_at_once_has_two_open(world: World) -> None:
    await join(world)
    asked, failed = await together(*(ask(world) for _ in range(4)))
    assert (len(asked), failed) == (2, [TooManyOpen] * 2)


async def test_a_withdrawal_and_an_acceptance_at_once_have_one_outcome(world: World) -> None:
    outcomes = Counter[QuestionState]()
    for number in range(6):
        insider = await join(world, member(120 + number))
        question = await ask(world, member(130 + number))
        asking, answering = world.services[Asking], world.services[Answering]
        acts = [
            asking.withdraw(question.id, member(130 + number).member_id),
            answering.answer(question.id, insider.member_id, "words"),
        ]
        done, failed = await together(*(acts if number % 2 else reversed(acts)))
        assert (len(done), failed) == (1, [QuestionGone])
        stored = await now(world.storage, question)
        assert stored.state is done[0].state
        outcomes[stored.state] += 1
    assert set(outcomes) <= {QuestionState.WITHDRAWN, QuestionState.ANSWERED}


async def test_the_second_yes_and_a_pause_at_once_have_one_outcome(world: World) -> None:
    for number in range(4):
        who, asker = member(140 + number), member(150 + number)
        await join(world, who)
        question = await ask(world, asker)
        await world.services[Answering].offer(question.id, who.member_id)
        acts = [world.services[Profiles].pause(who), world.services[Asking].agree(question.id, asker.member_id)]
        await together(*(acts if number % 2 else reversed(acts)))
        assert (await now(world.storage, question)).state in {QuestionState.TALKED, QuestionState.CLOSED}
        [paused] = await world.services[Profiles].mine(who)
        assert not paused.is_active


async def test_two_presses_of_yes_are_one(world: World) -> None:
    await join(world)
    question = await ask(world)
    await world.services[Answering].offer(question.id, PRIYA.member_id)
    agree = world.services[Asking].agree
    done, failed = await together(*(agree(question.id, ASKER.member_id) for _ in range(2)))
    assert (len(done), failed) == (1, [QuestionGone])
    assert len(await world.errands(TAKER)) == 1


async def test_a_restart_between_the_two_yeses_loses_nothing(world: World, engines: Engines) -> None:
    await join(world)
    question = await ask(world)
    await world.services[Answering].offer(question.id, PRIYA.member_id)
    restarted = World(Storage(engines), world.clock)
    talked = await restarted.services[Asking].agree(question.id, ASKER.member_id)
    assert talked.state is QuestionState.TALKED
    shown = await restarted.services[Answering].show_handle(question.id, PRIYA.member_id)
    assert shown.insider_shows


async def test_processes_share_out_the_clocks_and_the_notes(world: World, engines: Engines) -> None:
    for who in (PRIYA, QUINN):
        await join(world, who)
    questions = [await ask(world, member(160 + number)) for number in range(12)]
    others = [World(Storage(engines), world.clock).services[InsiderUpkeep] for _ in range(3)]
    world.clock.move(DAY)
    await asyncio.gather(*(other.ask_prompts() for other in others))
    assert len(await world.errands("insider_daily")) == 2, "one note for each of them"
    world.clock.move(7 * DAY)
    closed = sum(await asyncio.gather(*(other.expire_due(5) for other in others)))
    while more := await others[0].expire_due(5):
        closed += more
    assert closed == len(questions)
    assert len(await world.errands("insider_asker")) == len(questions)


async def test_two_reports_at_once_pause_as_two_one_after_the_other_do(world: World) -> None:
    for number in range(4):
        pitch = await ask_of_two(world, number)
        acts = [world.services[Reporting].report(pitch.id, who.member_id) for who in (PRIYA, QUINN)]
        await asyncio.gather(*acts)
        assert len(await world.services[Reporting].suspensions(GUILD)) == number + 1
    assert len(await world.errands("server_notice")) == 1, "moderators hear it once"


async def ask_of_two(world: World, number: int) -> Question:
    """Let one more member ask two insiders."""
    for who in (PRIYA, QUINN):
        await join(world, who)
    return await ask(world, member(170 + number))
