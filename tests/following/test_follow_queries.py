"""No query about following walks through a whole table, on either database."""

from datetime import timedelta

from bot.following.service.delivery import FollowDelivery
from bot.following.service.following import FollowService
from bot.kit.storage.engines import Engines
from tests.leads.test_lead_queries import WALK, plans_of
from tests.world import World, member

ME = member(1)


async def test_every_query_about_following_has_an_index(world: World, engines: Engines) -> None:
    async def follow_and_be_told() -> None:
        follows, delivery = world.services[FollowService], world.services[FollowDelivery]
        for page_id in ("reviewer", "insurance", "pharma"):
            await follows.follow(page_id, ME)
        await follows.toggle("pharma", ME)
        await follows.undo(ME.member_id)
        world.clock.move(timedelta(minutes=2))
        await world.lead()
        world.clock.move(timedelta(hours=2))
        [claim] = await delivery.claim_due()
        assert await delivery.news(claim)
        await delivery.sent(claim)
        await follows.unread(ME.member_id, ME.guild_id)
        await follows.mark_read(ME.member_id, ME.guild_id)
        await delivery.left(ME.member_id, ME.guild_id)
        await delivery.clear_stopped()

    plans = await plans_of(engines, follow_and_be_told)
    assert any("followers" in statement for statement in plans)
    walks = {statement: plan for statement, plan in plans.items() if WALK.search(plan)}
    assert walks == {}
