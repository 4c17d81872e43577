"""Followers who are due are told by way of the outbox: asked for once, found by a token, and each in its own pace."""

from datetime import timedelta

from bot.following.model import FIRST_NEWS, NEWS
from bot.following.service.delivery import LEASE, FollowDelivery
from bot.following.service.following import FollowService
from bot.outbox.model.job import Kinds
from bot.outbox.service import Outbox
from bot.privacy.service import PrivacyService
from tests.world import POSTER, World, member

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
FIRST = Kinds(is_private=True, only=frozenset({FIRST_NEWS}))


async def due(world: World, *numbers: int) -> None:
    """Let members follow a role for which a lead is new, and their hour come."""
    for number in numbers:
        await world.services[FollowService].follow("reviewer", member(number))
    world.clock.move(HOUR)
    await world.lead()
    world.clock.move(DAY)


async def test_who_has_news_is_asked_for_once_and_who_has_none_is_settled(world: World) -> None:
    delivery = world.services[FollowDelivery]
    await world.services[FollowService].follow("reviewer", POSTER)  # one's own lead is no news
    await due(world, 1, 2)
    assert await delivery.ask_due(50, is_first=False) == 0, "nobody had a message before"
    assert await delivery.ask_due(50, is_first=True) == 2
    assert await delivery.ask_due(50, is_first=True) == 0
    errands = await world.errands(FIRST_NEWS)
    assert {errand.member_id for errand in errands} == {member(1).member_id, member(2).member_id}
    assert all(str(errand.member_id) not in errand.subject for errand in errands)
    assert (await world.services[FollowService].following(POSTER.member_id)).next_at is not None


async def test_so_many_are_asked_for_as_may_be_told(world: World) -> None:
    await due(world, *range(1, 6))
    asked = [await world.services[FollowDelivery].ask_due(2, is_first=True) for _ in range(4)]
    assert asked == [2, 2, 1, 0]


async def test_an_errand_finds_its_follower_until_they_are_told_or_forgotten(world: World) -> None:
    delivery = world.services[FollowDelivery]
    await due(world, 1)
    assert await delivery.ask_due(50, is_first=True) == 1
    [job] = await world.services[Outbox].claim_messages(10, kinds=FIRST)
    claim = await delivery.claimed(job)
    assert claim is not None
    assert (claim.member_id, claim.is_retry) == (member(1).member_id, False)
    await delivery.sent(claim)
    assert await delivery.claimed(job) is None
    await world.services[Outbox].done(job)
    world.clock.move(HOUR)
    await world.lead()
    world.clock.move(DAY)
    assert await delivery.ask_due(50, is_first=False) == 1, "now they had one"
    assert len(await world.errands(NEWS)) == 1
    await world.services[PrivacyService].forget(member(1).member_id, delete_leads=False)
    assert await world.errands(NEWS) == []


async def test_what_was_not_settled_is_asked_for_again_as_one_that_may_have_arrived(world: World) -> None:
    delivery = world.services[FollowDelivery]
    await due(world, 1)
    await delivery.ask_due(50, is_first=True)
    [job] = await world.services[Outbox].claim_messages(10, kinds=FIRST)
    await world.services[Outbox].give_up(job, "I tried for a day.")
    world.clock.move(LEASE)
    assert await delivery.ask_due(50, is_first=True) == 1
    [again] = await world.services[Outbox].claim_messages(10, kinds=FIRST)
    claim = await delivery.claimed(again)
    assert claim is not None
    assert again.errand.subject == job.errand.subject
    assert claim.is_retry, "it is looked for first"


async def test_a_clock_that_was_ahead_for_a_while_loses_no_news(world: World) -> None:
    delivery, outbox = world.services[FollowDelivery], world.services[Outbox]
    await due(world, 1)
    world.clock.move(9 * DAY)
    await delivery.ask_due(50, is_first=True)
    [job] = await outbox.claim_messages(10, kinds=FIRST)
    claim = await delivery.claimed(job)
    assert claim is not None
    await delivery.sent(claim)
    await outbox.done(job)
    world.clock.move(-9 * DAY)
    assert await delivery.mind_the_clock() == 1
    assert await delivery.mind_the_clock() == 0
    world.clock.move(HOUR)
    lead = await world.lead()
    world.clock.move(DAY)
    assert await delivery.ask_due(50, is_first=False) == 1, "and not in ten days"
    [job] = await outbox.claim_messages(10, kinds=Kinds(is_private=True, only=frozenset({NEWS})))
    claim = await delivery.claimed(job)
    assert claim is not None
    [page] = await delivery.news(claim)
    assert [one.id for one in page.leads] == [lead.id]
