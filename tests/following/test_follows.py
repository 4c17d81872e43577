"""Following, on both databases: who follows what, what is news, and who is told once."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from bot.following.model import MOST_FOLLOWS, Follow, Follower, NothingToUndo, PageNews, TooManyFollows
from bot.following.service.delivery import LEASE, Claim, FollowDelivery
from bot.following.service.following import FollowService
from bot.following.storage.follows import FollowerRepository, FollowRepository
from bot.following.storage.tables import followers, follows
from bot.kit.actors import Actor
from bot.kit.errors import PageNotFound
from bot.kit.storage.engines import Engines
from bot.kit.storage.transactions import Storage
from bot.knowledge.topics import Topic
from bot.leads.service.acting import LeadActing
from bot.pages.storage import PageReviewRepository
from bot.privacy.service import PrivacyService
from bot.servers.service.settings import GuildSettingsService
from tests.world import GUILD, MODERATOR, POSTER, World, member

ME = member(1)
ELSEWHERE = Actor(GUILD + 1, ME.member_id)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class ManyPages:
    """Knows any number of sectors."""

    def topic(self, page_id: str) -> Topic | None:
        return Topic(None, page_id)


async def pages_of(world: World, actor: Actor = ME) -> list[str]:
    following = await world.services[FollowService].following(actor.member_id, actor.guild_id)
    return [follow.page_id for follow in following.follows]


async def due_claim(world: World) -> Claim:
    claims = await world.services[FollowDelivery].claim_due()
    assert len(claims) == 1
    return claims[0]


async def news_of(world: World, claim: Claim) -> list[tuple[str, list[int], bool]]:
    """Return each page with its leads' ids, and whether it was reviewed."""
    return plain(await world.services[FollowDelivery].news(claim))


def plain(news: tuple[PageNews, ...]) -> list[tuple[str, list[int], bool]]:
    return [(one.page_id, [lead.id for lead in one.leads], one.is_reviewed) for one in news]


async def rows(engines: Engines) -> tuple[int, int]:
    """Return how many followers and follows are stored."""
    async with engines.reader.connect() as connection:
        counts = [await connection.scalar(select(func.count()).select_from(table)) for table in (followers, follows)]
    return counts[0] or 0, counts[1] or 0


async def review(world: World, page_id: str) -> None:
    async with world.storage.writing() as unit:
        await unit[PageReviewRepository].put({page_id: date(2026, 11, 1)}, world.clock.now())


async def test_a_page_is_followed_once_and_toggled(world: World) -> None:
    assert (await world.services[FollowService].follow("reviewer", ME)).is_new
    assert not (await world.services[FollowService].follow("reviewer", ME)).is_new
    assert await pages_of(world) == ["reviewer"]
    assert await world.services[FollowService].toggle("reviewer", ME) is None
    assert await pages_of(world) == []
    toggled = await world.services[FollowService].toggle("reviewer", ME)
    assert toggled is not None
    assert toggled.is_new


async def test_following_is_by_server(world: World) -> None:
    await world.services[FollowService].follow("reviewer", ME)
    await world.services[FollowService].follow("pharma", ELSEWHERE)
    assert await pages_of(world) == ["reviewer"]
    assert await pages_of(world, ELSEWHERE) == ["pharma"]
    assert len((await world.services[FollowService].following(ME.member_id)).follows) == 2


async def test_what_is_no_role_or_sector_cannot_be_followed(world: World) -> None:
    with pytest.raises(PageNotFound):
        await world.services[FollowService].follow("networking", ME)


async def test_there_is_a_limit_in_each_server(world: World, storage: Storage) -> None:
    service = FollowService(storage, world.clock, ManyPages())
    for number in range(MOST_FOLLOWS):
        await service.follow(f"page-{number}", ME)
    with pytest.raises(TooManyFollows, match="25"):
        await service.follow("one-more", ME)
    assert (await service.follow("one-more", ELSEWHERE)).is_new
    await service.stop(ME.member_id, [(GUILD, "page-0")])
    await service.follow("one-more", ME)
    with pytest.raises(TooManyFollows):
        await service.undo(ME.member_id)
    assert len((await service.following(ME.member_id, GUILD)).follows) == MOST_FOLLOWS


async def test_many_presses_at_once_keep_the_limit_and_lose_nothing(world: World, storage: Storage) -> None:
    service = FollowService(storage, world.clock, ManyPages())
    results = await asyncio.gather(
        *(service.follow(f"page-{number}", ME) for number in range(MOST_FOLLOWS + 5)), return_exceptions=True
    )
    assert sum(isinstance(result, TooManyFollows) for result in results) == 5
    assert len((await service.following(ME.member_id)).follows) == MOST_FOLLOWS


async def test_undo_brings_back_what_was_stopped_last_and_loses_no_news(world: World) -> None:
    for page_id, actor in (("reviewer", ME), ("pharma", ME), ("pharma", ELSEWHERE)):
        await world.services[FollowService].follow(page_id, actor)
    world.clock.move(HOUR)
    await world.services[FollowService].stop(ME.member_id, [(GUILD, "pharma")])
    world.clock.move(HOUR)
    lead = await world.lead()
    assert await world.services[FollowService].stop_all(ME.member_id) == 2
    world.clock.move(2 * HOUR)
    assert await world.services[FollowDelivery].claim_due() == []
    assert await world.services[FollowService].undo(ME.member_id) == 2
    assert await pages_of(world) == ["reviewer"]
    assert await news_of(world, await due_claim(world)) == [("reviewer", [lead.id], False)]


async def test_what_was_stopped_is_deleted_a_day_later(world: World, engines: Engines) -> None:
    await world.services[FollowService].follow("reviewer", ME)
    await world.services[FollowService].follow("pharma", member(2))
    await world.services[FollowService].stop_all(ME.member_id)
    world.clock.move(DAY)
    assert await world.services[FollowDelivery].clear_stopped() == 0
    world.clock.move(HOUR)
    assert await world.services[FollowDelivery].clear_stopped() == 2
    assert await rows(engines) == (1, 1)
    with pytest.raises(NothingToUndo):
        await world.services[FollowService].undo(ME.member_id)


async def test_news_are_new_live_leads_of_the_role_or_sector_by_others(world: World) -> None:
    await world.lead()
    world.clock.move(timedelta(minutes=1))
    await world.services[FollowService].follow("insurance", ME)
    world.clock.move(timedelta(minutes=1))
    mine = await world.lead(ME)
    first = await world.lead(is_pseudonymous=True)
    second = await world.lead(page_id="insurance")
    other_sector = await world.lead(page_id="pharma")
    closed = await world.lead()
    await world.services[LeadActing].close(closed.id, POSTER)
    world.clock.move(2 * HOUR)
    claim = await due_claim(world)
    news = await world.services[FollowDelivery].news(claim)
    assert plain(news) == [("insurance", [second.id, first.id], False)]
    assert news[0].leads[1].poster_id is None, "sealed"
    assert not {mine.id, other_sector.id} & {lead.id for lead in news[0].leads}


async def test_a_lead_of_two_followed_pages_is_told_once_under_its_role(world: World) -> None:
    await world.services[FollowService].follow("insurance", ME)
    await world.services[FollowService].follow("reviewer", ME)
    world.clock.move(timedelta(minutes=1))
    lead = await world.lead()
    world.clock.move(2 * HOUR)
    assert await news_of(world, await due_claim(world)) == [("reviewer", [lead.id], False)]


async def test_a_page_reviewed_since_is_news_and_one_reviewed_before_is_not(world: World) -> None:
    await review(world, "pharma")
    world.clock.move(timedelta(minutes=1))
    await world.services[FollowService].follow("pharma", ME)
    await world.services[FollowService].follow("reviewer", ME)
    world.clock.move(timedelta(minutes=1))
    await review(world, "reviewer")
    world.clock.move(2 * HOUR)
    assert await news_of(world, await due_claim(world)) == [("reviewer", [], True)]


async def test_news_of_the_last_minute_wait_and_are_told_the_next_day(world: World) -> None:
    await world.services[FollowService].follow("reviewer", ME)
    world.clock.move(HOUR)
    lead = await world.lead()
    claim = await due_claim(world)
    assert await news_of(world, claim) == []
    await world.services[FollowDelivery].nothing_new(claim)
    world.clock.move(DAY)
    claim = await due_claim(world)
    assert await news_of(world, claim) == [("reviewer", [lead.id], False)]
    await world.services[FollowDelivery].sent(claim)
    world.clock.move(DAY)
    assert await news_of(world, await due_claim(world)) == []


async def test_a_message_is_due_at_the_digest_time_of_the_server_followed_first(world: World) -> None:
    await world.services[GuildSettingsService].change(
        Actor(ELSEWHERE.guild_id, MODERATOR.member_id), time_zone="Asia/Tokyo", digest_time=time(22, 30)
    )
    await world.services[FollowService].follow("pharma", ELSEWHERE)
    world.clock.move(timedelta(minutes=1))
    await world.services[FollowService].follow("reviewer", ME)
    following = await world.services[FollowService].following(ME.member_id)
    assert following.next_at == datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
    await world.services[FollowService].stop_all(ME.member_id, ELSEWHERE.guild_id)
    following = await world.services[FollowService].following(ME.member_id)
    assert following.next_at == datetime(2026, 11, 22, 13, tzinfo=UTC)


async def test_a_changed_hour_moves_the_next_message_and_makes_no_second_one(world: World) -> None:
    await world.services[FollowService].follow("reviewer", ME)
    await world.services[GuildSettingsService].change(MODERATOR, digest_time=time(18))
    world.clock.move(2 * HOUR)
    assert await world.services[FollowDelivery].claim_due() == [], "it is not yet 18:00"
    world.clock.move(9 * HOUR)
    await world.services[FollowDelivery].sent(await due_claim(world))
    await world.services[GuildSettingsService].change(MODERATOR, digest_time=time(20), time_zone="Pacific/Honolulu")
    world.clock.move(8 * HOUR)  # 20:00 in Honolulu, where it is still the day that had its message
    assert await world.services[FollowDelivery].claim_due() == []
    following = await world.services[FollowService].following(ME.member_id)
    assert following.next_at == datetime(2026, 11, 24, 6, tzinfo=UTC)
    world.clock.move(22 * HOUR)
    assert await world.services[FollowDelivery].claim_due() == []
    world.clock.move(HOUR)
    assert (await due_claim(world)).attempt.on == date(2026, 11, 23)


async def test_after_a_week_away_there_is_one_message(world: World) -> None:
    await world.services[FollowService].follow("reviewer", ME)
    world.clock.move(7 * DAY)
    claim = await due_claim(world)
    assert claim.attempt.on == date(2026, 11, 29)
    await world.services[FollowDelivery].sent(claim)
    assert await world.services[FollowDelivery].claim_due() == []
    world.clock.move(HOUR)
    assert await world.services[FollowDelivery].claim_due() == [], "07:00 and 08:00 are one day"
    world.clock.move(DAY)
    assert (await due_claim(world)).attempt.on == date(2026, 11, 30)


async def test_stopping_and_following_again_brings_no_second_message_on_a_day(world: World) -> None:
    await world.services[FollowService].follow("reviewer", ME)
    world.clock.move(HOUR)
    await world.services[FollowDelivery].sent(await due_claim(world))
    await world.services[FollowService].stop_all(ME.member_id)
    await world.services[FollowDelivery].clear_stopped()
    await world.services[GuildSettingsService].change(MODERATOR, digest_time=time(10))
    await world.services[FollowService].follow("pharma", ME)
    world.clock.move(2 * HOUR)
    assert await world.services[FollowDelivery].claim_due() == []


async def test_many_processes_claim_each_follower_once(world: World, engines: Engines) -> None:
    actors = [member(number) for number in range(40)]
    for actor in actors:
        await world.services[FollowService].follow("reviewer", actor)
    world.clock.move(HOUR)
    others = [World(Storage(engines), world.clock) for _ in range(4)]
    rounds: list[list[Claim]] = []
    for _ in range(4):
        rounds += await asyncio.gather(*(other.services[FollowDelivery].claim_due() for other in others))
    ids = [claim.member_id for claims in rounds for claim in claims]
    assert sorted(ids) == sorted(actor.member_id for actor in actors)


async def test_a_try_that_was_not_recorded_comes_again_with_its_token_after_the_lease(world: World) -> None:
    await world.services[FollowService].follow("reviewer", ME)
    world.clock.move(HOUR)
    first = await due_claim(world)
    assert not first.is_retry
    assert len(first.attempt.token) <= 25
    world.clock.move(LEASE - timedelta(seconds=1))
    assert await world.services[FollowDelivery].claim_due() == []
    world.clock.move(timedelta(seconds=1))
    second = await due_claim(world)
    assert second.is_retry
    assert second.attempt == first.attempt
    assert await world.services[FollowDelivery].renewed(second) == second
    await world.services[FollowDelivery].sent(second)
    assert await world.services[FollowDelivery].renewed(second) is None, "it was told"
    await world.services[FollowDelivery].refused(first)
    assert (await world.services[FollowService].following(ME.member_id)).dm_closed_at is None, (
        "an old claim changes nothing"
    )


async def test_a_try_of_another_day_begins_anew(world: World) -> None:
    await world.services[FollowService].follow("reviewer", ME)
    world.clock.move(HOUR)
    first = await due_claim(world)
    world.clock.move(5 * DAY)
    renewed = await world.services[FollowDelivery].renewed(await due_claim(world))
    assert renewed is not None
    assert renewed.attempt.on == first.attempt.on + 5 * DAY
    assert renewed.attempt.token != first.attempt.token
    await world.services[FollowDelivery].sent(renewed)
    assert await world.services[FollowDelivery].claim_due() == []


async def test_pressing_something_while_a_message_is_under_way_releases_no_claim(world: World) -> None:
    await world.services[FollowService].follow("reviewer", ME)
    world.clock.move(HOUR)
    claim = await due_claim(world)
    await world.services[FollowService].follow("pharma", ME)
    assert await world.services[FollowDelivery].claim_due() == []
    await world.services[FollowDelivery].sent(claim)
    assert await world.services[FollowDelivery].claim_due() == []


async def test_what_is_followed_while_a_message_is_under_way_keeps_its_news(world: World) -> None:
    await world.services[FollowService].follow("pharma", ME)
    world.clock.move(HOUR)
    claim = await due_claim(world)
    await world.services[FollowService].follow("reviewer", ME)
    world.clock.move(timedelta(seconds=1))
    lead = await world.lead()
    await world.services[FollowDelivery].sent(claim)
    world.clock.move(DAY)
    assert await news_of(world, await due_claim(world)) == [("reviewer", [lead.id], False)]


async def test_closed_messages_are_not_tried_again_until_the_member_asks(world: World) -> None:
    await world.services[FollowService].follow("reviewer", ME)
    world.clock.move(timedelta(minutes=1))
    lead = await world.lead()
    world.clock.move(2 * HOUR)
    await world.services[FollowDelivery].refused(await due_claim(world))
    world.clock.move(10 * DAY)
    assert await world.services[FollowDelivery].claim_due() == []
    await world.services[FollowService].follow("pharma", ME)
    assert await world.services[FollowDelivery].claim_due() == [], "following more opens nothing"
    assert plain(await world.services[FollowService].unread(ME.member_id)) == [("reviewer", [lead.id], False)]
    await world.services[FollowService].try_messages_again(ME.member_id)
    assert await news_of(world, await due_claim(world)) == [("reviewer", [lead.id], False)]


async def test_what_was_read_in_one_server_stays_news_in_the_other(world: World) -> None:
    await world.services[FollowService].follow("pharma", ME)
    await world.services[FollowService].follow("pharma", ELSEWHERE)
    world.clock.move(timedelta(minutes=1))
    await review(world, "pharma")
    world.clock.move(HOUR)
    await world.services[FollowService].mark_read(ME.member_id, GUILD)
    assert [one.guild_id for one in await world.services[FollowService].unread(ME.member_id)] == [ELSEWHERE.guild_id]


async def test_who_left_a_server_loses_what_they_followed_there_alone(world: World) -> None:
    await world.services[FollowService].follow("pharma", ME)
    await world.services[FollowService].follow("pharma", ELSEWHERE)
    await world.services[FollowDelivery].left(ME.member_id, GUILD)
    assert await pages_of(world) == []
    assert await pages_of(world, ELSEWHERE) == ["pharma"]
    await world.services[FollowDelivery].left(ME.member_id, ELSEWHERE.guild_id)
    world.clock.move(DAY)
    assert await world.services[FollowDelivery].claim_due() == []


async def test_forgetting_while_a_message_is_under_way_leaves_nothing(world: World, engines: Engines) -> None:
    await world.services[FollowService].follow("reviewer", ME)
    world.clock.move(HOUR)
    claim = await due_claim(world)
    await world.services[PrivacyService].forget(ME.member_id, delete_leads=False)
    assert await world.services[FollowDelivery].news(claim) == ()
    await world.services[FollowDelivery].sent(claim)
    assert await rows(engines) == (0, 0)


async def test_clearing_and_following_at_once_lose_nothing(world: World, engines: Engines) -> None:
    for _ in range(10):
        await world.services[FollowService].follow("reviewer", ME)
        await world.services[FollowService].stop_all(ME.member_id)
        world.clock.move(2 * DAY)
        await asyncio.gather(
            *(world.services[FollowDelivery].clear_stopped() for _ in range(3)),
            world.services[FollowService].follow("pharma", ME),
        )
        assert await pages_of(world) == ["pharma"]
        await world.services[PrivacyService].forget(ME.member_id, delete_leads=False)
    assert await rows(engines) == (0, 0)


async def test_what_is_followed_while_it_is_cleared_stays(world: World, storage: Storage) -> None:
    closed = Follower(ME.member_id, date(2026, 11, 1), dm_closed_at=world.clock.now())
    now = world.clock.now()
    async with storage.writing() as unit:
        await unit[FollowerRepository].locked_or_new(closed)
    async with storage.writing() as unit:
        await unit[FollowerRepository].locked_or_new(closed)
        await unit[FollowRepository].put(ME.member_id, Follow(GUILD, "pharma", now, now))
        clearing = asyncio.create_task(world.services[FollowDelivery].clear_stopped())
        await asyncio.sleep(0.3)
    await clearing
    assert await pages_of(world) == ["pharma"]
