"""Every query about insiders has an index, on both databases; so every one of them runs on both."""

from datetime import timedelta

import pytest

from bot.insiders.service.answering import Answering
from bot.insiders.service.asking import Asking
from bot.insiders.service.profiles import Profiles
from bot.insiders.service.reporting import Reporting
from bot.insiders.service.upkeep import InsiderUpkeep
from bot.kit.actors import Actor
from bot.kit.storage.engines import Engines
from bot.outbox.model.job import Errand
from bot.privacy.service import PrivacyService
from tests.insiders.asked import ASKER, DAY, OTHER_ASKER, PRIYA, QUINN, ask, join
from tests.leads.test_lead_queries import WALK, plans_of
from tests.world import GUILD, MODERATOR, World

SMALL = ("DISTINCT insiders",)
"""Read whole on purpose, once a minute: who answers where."""


async def live(world: World) -> None:
    """Let everything happen once that may happen to a question."""
    asking, answering = world.services[Asking], world.services[Answering]
    upkeep, reporting, profiles = world.services[InsiderUpkeep], world.services[Reporting], world.services[Profiles]
    insider, _ = await join(world, us_state="NC"), await join(world, QUINN, us_state="VA", elsewhere_only=True)
    first, second = await ask(world, us_state="VA"), await ask(world, OTHER_ASKER)
    world.clock.move(DAY)
    await upkeep.ask_prompts()
    await upkeep.news(insider.id)
    await upkeep.prompted(PRIYA.member_id, world.clock.now())
    await answering.queue(PRIYA.member_id)
    await answering.pass_on(second.id, PRIYA.member_id)
    await answering.offer(first.id, PRIYA.member_id)
    await asking.decline(first.id, ASKER.member_id)
    await profiles.set_limit(insider.id, 5, PRIYA)
    third = await ask(world)
    await answering.offer(third.id, PRIYA.member_id)
    await asking.agree(third.id, ASKER.member_id)
    await asking.show_handle(third.id, ASKER.member_id)
    await answering.show_handle(third.id, PRIYA.member_id)
    await answering.talks(PRIYA.member_id, GUILD)
    await asking.mine(ASKER)
    await asking.seen_by_asker(third.id)
    await asking.withdraw(first.id, ASKER.member_id)
    fourth = await ask(world, OTHER_ASKER)
    await answering.answer(fourth.id, PRIYA.member_id, "words")
    for question, who in ((third, ASKER), (fourth, OTHER_ASKER)):
        await reporting.report(question.id, who.member_id)
    [suspension] = await reporting.suspensions(GUILD)
    await reporting.keep(suspension.id, MODERATOR)
    await reporting.find(suspension.id)
    await reporting.let_back(suspension.id, MODERATOR)
    await reporting.counted(GUILD)
    await profiles.resume(PRIYA.member_id, GUILD)
    await profiles.pause(PRIYA)
    world.clock.move(timedelta(days=40))
    await upkeep.expire_due()
    await upkeep.pause_silent()
    await upkeep.scrub()
    await asking.left(OTHER_ASKER.member_id, GUILD)
    await profiles.leave(PRIYA)
    await answering.left(QUINN.member_id, GUILD)


async def test_every_query_about_insiders_has_an_index(world: World, engines: Engines) -> None:
    plans = await plans_of(engines, lambda: live(world))
    assert any("insider_questions" in statement for statement in plans)
    walks = {statement: plan for statement, plan in plans.items() if WALK.search(plan)}
    assert {one for one in walks if not any(small in one for small in SMALL)} == set()


@pytest.mark.parametrize("who", [PRIYA, ASKER])
async def test_nothing_is_left_of_who_is_forgotten(world: World, who: Actor) -> None:
    await join(world)
    question = await ask(world)
    await world.services[Answering].answer(question.id, PRIYA.member_id, "words")
    await world.services[Reporting].report(question.id, ASKER.member_id)
    await world.services[PrivacyService].forget(who.member_id, delete_leads=True)
    exported = await world.services[PrivacyService].export(who.member_id)
    assert {name: rows for name, rows in exported.items() if isinstance(rows, list) and rows} == {}
    told: list[Errand] = [one for kind in ("insider_asker", "insider_taker") for one in await world.errands(kind)]
    assert all(errand.member_id != who.member_id for errand in told)
