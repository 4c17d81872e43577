"""A digest is claimed once for each server and local date, on both databases, whatever clocks and processes do."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.digest.model.digest import (
    DigestAlreadyPosted,
    DigestClaim,
    DigestState,
    DigestUnderWay,
    NoDigestChannel,
    Pause,
)
from bot.digest.model.errands import DIGEST, day_of
from bot.digest.service.digests import DigestService
from bot.digest.storage import DigestRepository
from bot.kit.actors import Actor, CardPlace
from bot.kit.storage.transactions import Storage
from bot.knowledge.library import Library
from bot.moderation.service.review import ReviewService
from bot.pages.service.reviews import PageReviewService
from bot.servers.model.notices import ServerNotice, ServerNoticeKind
from bot.servers.service.notices import raise_notice
from bot.servers.service.settings import GuildSettingsService
from tests.fakes import FakeClock
from tests.world import GUILD, MODERATOR, World
from tests.written_pages import write_knowledge

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
EIGHT_IN_NEW_YORK = datetime(2026, 11, 27, 13, tzinfo=UTC)


@dataclass
class Paper:
    """A server with a digest at eight in New York, and the clock an hour before."""

    world: World
    digests: DigestService
    clock: FakeClock

    async def due(self) -> DigestClaim | None:
        """Claim it as a process does that asks what is due."""
        if GUILD not in await self.digests.due_servers():
            return None
        return await self.digests.claim_due(GUILD)

    async def now(self) -> DigestClaim | None:
        """Claim today's as the outbox does after a moderator asked for it."""
        day = day_of(await self.digests.ask_today(MODERATOR))
        assert day is not None
        return await self.digests.claim_day(GUILD, day)

    async def post(self) -> DigestClaim:
        """Claim and record it."""
        claim = await self.due()
        assert claim is not None
        await self.digests.posted(claim, CardPlace(5, 1000 + claim.digest.local_date.toordinal()))
        return claim

    async def next_at(self) -> datetime:
        """Return when the next is due."""
        plan = (await self.digests.standing(GUILD)).plan
        assert plan is not None
        return plan.next_at

    async def notices(self) -> list[ServerNoticeKind]:
        """Return what moderators are to be told."""
        return [notice.kind for notice in (await self.digests.standing(GUILD)).notices]

    async def change(self, **change: object) -> None:
        """Change settings."""
        await self.world.services[GuildSettingsService].change(MODERATOR, **change)  # type: ignore[arg-type]


@pytest.fixture
async def paper(storage: Storage, tmp_path: Path) -> Paper:
    clock = FakeClock(EIGHT_IN_NEW_YORK - HOUR)
    write_knowledge(tmp_path / "pages")
    world = World(storage, clock)
    paper = Paper(world, DigestService(storage, clock, Library(tmp_path / "pages", clock)), clock)
    await paper.change(digest_channel_id=5)
    return paper


async def test_it_is_due_at_its_time_and_not_before(paper: Paper) -> None:
    assert await paper.due() is None
    paper.clock.move(HOUR)
    claim = await paper.post()
    assert claim.digest.local_date == EIGHT_IN_NEW_YORK.date()
    assert not claim.is_retry
    assert await paper.next_at() == EIGHT_IN_NEW_YORK + DAY


async def test_many_processes_at_once_get_one_claim(paper: Paper) -> None:
    paper.clock.move(HOUR)
    claims = await asyncio.gather(*(paper.digests.claim_due(GUILD) for _ in range(20)))
    assert sum(claim is not None for claim in claims) == 1


async def test_due_digests_are_asked_for_once_and_a_few_at_a_time(paper: Paper) -> None:
    for guild_id in range(1, 5):
        await paper.world.services[GuildSettingsService].change(Actor(guild_id, 1), digest_channel_id=guild_id)
    assert await paper.digests.ask_due(lambda _: True) == 0
    paper.clock.move(HOUR)
    assert await paper.digests.ask_due(lambda guild_id: guild_id < 4, most=2) == 2
    assert await paper.digests.ask_due(lambda guild_id: guild_id < 4, most=2) == 1, "those that wait are asked for"
    assert await paper.digests.ask_due(lambda guild_id: guild_id < 4, most=2) == 0
    assert {errand.guild_id for errand in await paper.world.errands(DIGEST)} == {1, 2, 3}
    await paper.digests.claim_due(1)
    assert [await paper.digests.is_under_way(guild_id) for guild_id in (1, 2)] == [True, False]
    paper.clock.move(timedelta(minutes=5))
    assert not await paper.digests.is_under_way(1)


async def test_a_claim_that_was_not_settled_is_taken_up_after_its_lease_with_the_same_pages(paper: Paper) -> None:
    paper.clock.move(HOUR)
    first = await paper.due()
    assert first is not None
    paper.clock.move(timedelta(minutes=4))
    assert await paper.due() is None
    paper.clock.move(timedelta(minutes=1))
    second = await paper.due()
    assert second is not None
    assert second.is_retry
    assert (second.content.role, second.content.myth) == (first.content.role, first.content.myth)
    assert second.digest.claimed_at == first.digest.claimed_at
    assert second.nonce == first.nonce
    assert len(first.nonce) <= 25


async def test_after_a_week_away_one_comes_within_six_hours_and_no_burst(paper: Paper) -> None:
    paper.clock.move(7 * DAY + 6 * HOUR)
    claim = await paper.post()
    assert claim.digest.local_date == (EIGHT_IN_NEW_YORK + 7 * DAY).date()
    assert await paper.due() is None
    assert await paper.next_at() == EIGHT_IN_NEW_YORK + 8 * DAY
    assert await paper.notices() == []


async def test_more_than_six_hours_late_it_is_missed_and_moderators_are_told(paper: Paper) -> None:
    paper.clock.move(7 * HOUR + timedelta(minutes=1))
    assert await paper.due() is None
    assert await paper.notices() == [ServerNoticeKind.DIGEST_MISSED]
    assert await paper.next_at() == EIGHT_IN_NEW_YORK + DAY
    paper.clock.move(18 * HOUR)
    await paper.post()
    assert await paper.notices() == []


async def test_what_discord_did_not_take_for_six_hours_is_missed(paper: Paper) -> None:
    paper.clock.move(HOUR)
    assert await paper.due() is not None
    paper.clock.move(6 * HOUR + timedelta(seconds=1))
    assert await paper.due() is None
    assert await paper.notices() == [ServerNoticeKind.DIGEST_MISSED]


async def test_a_clock_set_back_posts_no_second_one(paper: Paper) -> None:
    paper.clock.move(HOUR)
    await paper.post()
    for back in (timedelta(minutes=30), DAY, 3 * DAY):
        paper.clock.move(-back)
        assert await paper.due() is None
        paper.clock.move(back)
        assert await paper.due() is None


async def test_a_clock_that_was_a_month_ahead_does_not_silence_the_digest(paper: Paper) -> None:
    paper.clock.move(30 * DAY + HOUR)
    await paper.post()
    paper.clock.move(-30 * DAY)
    assert await paper.due() is None, "it is only planned anew"
    assert await paper.next_at() == EIGHT_IN_NEW_YORK + DAY
    paper.clock.move(DAY)
    await paper.post()


async def test_a_day_that_a_wrong_clock_missed_comes_once_when_the_clock_is_right_again(paper: Paper) -> None:
    paper.clock.move(DAY)
    assert await paper.due() is None
    assert await paper.notices() == [ServerNoticeKind.DIGEST_MISSED]
    paper.clock.move(-DAY)
    assert await paper.due() is None, "it is only planned anew"
    assert await paper.next_at() == EIGHT_IN_NEW_YORK
    paper.clock.move(HOUR)
    claim = await paper.post()
    assert claim.digest.local_date == EIGHT_IN_NEW_YORK.date()
    assert not claim.is_retry
    assert await paper.notices() == []
    for back in (HOUR, DAY):
        paper.clock.move(-back)
        assert await paper.due() is None
        paper.clock.move(back)
        assert await paper.due() is None
    paper.clock.move(DAY)
    assert (await paper.post()).digest.local_date == EIGHT_IN_NEW_YORK.date() + DAY


async def test_what_was_begun_before_the_clock_went_wrong_is_looked_for_first(paper: Paper) -> None:
    paper.clock.move(HOUR)
    first = await paper.due()
    assert first is not None
    paper.clock.move(DAY - timedelta(minutes=10))
    assert await paper.due() is None
    paper.clock.move(timedelta(minutes=15) - DAY)
    await paper.due()
    again = await paper.due()
    assert again is not None
    assert again.is_retry, "its message may stand already"
    assert (again.nonce, again.content.role) == (first.nonce, first.content.role)


async def test_a_process_that_starts_after_the_clock_was_mended_makes_it_up_too(paper: Paper, tmp_path: Path) -> None:
    paper.clock.move(DAY)
    assert await paper.due() is None
    paper.clock.move(9 * HOUR - DAY)
    library = Library(tmp_path / "pages", paper.clock)
    paper.digests = DigestService(paper.world.storage, paper.clock, library)
    assert await paper.due() is None, "planned anew, eight hours late: only the clock kept it from coming"
    claim = await paper.post()
    assert claim.digest.local_date == EIGHT_IN_NEW_YORK.date()


async def test_a_later_hour_after_posting_gives_no_second_one_that_day(paper: Paper) -> None:
    paper.clock.move(HOUR)
    await paper.post()
    await paper.change(digest_time=time(18))
    assert await paper.next_at() == EIGHT_IN_NEW_YORK + DAY + 10 * HOUR


async def test_an_earlier_hour_that_has_passed_today_is_caught_up_with(paper: Paper) -> None:
    await paper.change(digest_time=time(18))
    paper.clock.move(3 * HOUR)
    await paper.change(digest_time=time(8))
    claim = await paper.post()
    assert claim.digest.local_date == EIGHT_IN_NEW_YORK.date()
    assert await paper.next_at() == EIGHT_IN_NEW_YORK + DAY


async def test_setting_it_up_in_the_afternoon_posts_nothing_before_tomorrow(paper: Paper) -> None:
    await paper.change(digest_channel_id=None)
    paper.clock.move(4 * HOUR)
    await paper.change(digest_channel_id=5)
    assert await paper.due() is None
    await paper.change(digest_time=time(9))
    assert await paper.due() is None
    assert await paper.next_at() == EIGHT_IN_NEW_YORK + DAY + HOUR


async def test_a_zone_where_it_is_tomorrow_already_gets_that_date_once(paper: Paper) -> None:
    paper.clock.move(HOUR)
    await paper.post()
    await paper.change(time_zone="Pacific/Auckland")
    following = await paper.next_at()
    assert following > paper.clock.now()
    paper.clock.move(following - paper.clock.now())
    claim = await paper.post()
    assert claim.digest.local_date == EIGHT_IN_NEW_YORK.date() + DAY
    await paper.change(time_zone="America/New_York")
    assert await paper.next_at() == EIGHT_IN_NEW_YORK + 2 * DAY, "the 28th is posted already"


async def test_today_can_be_had_at_once_and_then_does_not_come_again(paper: Paper) -> None:
    claim = await paper.now()
    assert claim is not None
    with pytest.raises(DigestUnderWay):
        await paper.now()
    await paper.digests.posted(claim, CardPlace(5, 77))
    assert await paper.digests.where(GUILD, claim.digest.local_date) == CardPlace(5, 77)
    assert await paper.digests.claim_day(GUILD, claim.digest.local_date) is None
    assert await paper.next_at() == EIGHT_IN_NEW_YORK + DAY
    paper.clock.move(HOUR)
    assert await paper.due() is None
    with pytest.raises(DigestAlreadyPosted, match="/5/77"):
        await paper.now()


async def test_a_day_that_was_skipped_can_still_be_had(paper: Paper) -> None:
    paper.clock.move(HOUR)
    claim = await paper.due()
    assert claim is not None
    await paper.digests.skipped(claim)
    assert await paper.notices() == [ServerNoticeKind.DIGEST_QUIET]
    assert await paper.due() is None
    claim = await paper.now()
    assert claim is not None
    await paper.digests.posted(claim, CardPlace(5, 78))
    assert await paper.notices() == []


async def test_what_was_asked_for_yesterday_is_not_posted_today(paper: Paper) -> None:
    day = day_of(await paper.digests.ask_today(MODERATOR))
    assert day is not None
    paper.clock.move(DAY)
    assert await paper.digests.claim_day(GUILD, day) is None
    assert await paper.digests.ask_due(lambda _: True) == 0, "the job waits already, and posts what is due"
    [errand] = await paper.world.errands(DIGEST)
    assert day_of(errand) == day


async def test_a_channel_that_cannot_be_used_pauses_it_until_it_is_resumed_and_then_today_is_owed(paper: Paper) -> None:
    paper.clock.move(HOUR)
    claim = await paper.due()
    assert claim is not None
    await paper.digests.stop(claim, "I may not write there.")
    standing = await paper.digests.standing(GUILD)
    assert standing.plan is not None
    assert standing.plan.pause is Pause.CHANNEL
    assert [notice.detail for notice in standing.notices] == ["I may not write there."]
    paper.clock.move(HOUR)
    assert await paper.due() is None
    assert (await paper.digests.resume(MODERATOR)).next_at == EIGHT_IN_NEW_YORK
    again = await paper.post()
    assert again.digest.local_date == claim.digest.local_date
    assert await paper.notices() == []


async def stopped(paper: Paper) -> None:
    """Let the channel's fault pause it."""
    paper.clock.move(HOUR)
    claim = await paper.due()
    assert claim is not None
    await paper.digests.stop(claim, "It is gone.")


async def pause_of(paper: Paper) -> Pause | None:
    plan = (await paper.digests.standing(GUILD)).plan
    assert plan is not None
    return plan.pause


async def test_a_new_channel_ends_a_pause_because_of_the_old_one(paper: Paper) -> None:
    await stopped(paper)
    await paper.change(digest_channel_id=6)
    assert await paper.notices() == [], "what moderators were told no longer holds"
    again = await paper.due()
    assert again is not None
    assert again.channel_id == 6


async def test_another_time_does_not_mend_a_channel(paper: Paper) -> None:
    await stopped(paper)
    await paper.change(digest_time=time(9))
    assert await pause_of(paper) is Pause.CHANNEL
    assert await paper.notices() == [ServerNoticeKind.DIGEST_PAUSED]


async def test_without_a_channel_nothing_is_said_of_the_digest_any_more_but_of_leads(
    paper: Paper, storage: Storage
) -> None:
    await stopped(paper)
    async with storage.writing() as unit:
        await raise_notice(unit, ServerNotice(GUILD, ServerNoticeKind.LEADS_REFUSED, "why", paper.clock.now()))
    await paper.change(digest_channel_id=None)
    assert await paper.notices() == [ServerNoticeKind.LEADS_REFUSED]


async def test_pausing_and_resuming_stand_in_the_log_and_end_what_was_told(paper: Paper) -> None:
    await stopped(paper)
    await paper.digests.pause(MODERATOR)
    await paper.digests.resume(MODERATOR)
    assert await paper.notices() == []
    entries = await paper.world.services[ReviewService].audit(GUILD)
    assert [entry.detail for entry in entries if "digest" in (entry.detail or "")][:2] == [
        "digest resumed",
        "digest paused",
    ]


async def test_a_digest_that_discord_refuses_is_told_and_not_tried_again_that_day(paper: Paper) -> None:
    paper.clock.move(HOUR)
    claim = await paper.due()
    assert claim is not None
    await paper.digests.refused(claim, "It is too long.")
    assert await paper.notices() == [ServerNoticeKind.DIGEST_REFUSED]
    paper.clock.move(HOUR)
    assert await paper.due() is None
    assert await paper.next_at() == EIGHT_IN_NEW_YORK + DAY


async def test_a_moderators_pause_outlasts_other_changes(paper: Paper) -> None:
    await paper.digests.pause(MODERATOR)
    await paper.change(digest_channel_id=6, digest_time=time(9))
    assert await pause_of(paper) is Pause.MODERATOR
    paper.clock.move(2 * DAY)
    assert await paper.due() is None
    plan = await paper.digests.resume(MODERATOR)
    assert plan.next_at > paper.clock.now()


@pytest.mark.parametrize(("late", "is_owed"), [(timedelta(), True), (timedelta(seconds=1), False)])
async def test_a_digest_is_owed_for_six_hours_and_no_second_more(paper: Paper, late: timedelta, is_owed: bool) -> None:
    await stopped(paper)
    paper.clock.move(6 * HOUR + late)
    next_at = (await paper.digests.resume(MODERATOR)).next_at
    assert next_at == EIGHT_IN_NEW_YORK + (timedelta() if is_owed else DAY)
    assert (await paper.due() is not None) == is_owed


async def test_without_a_channel_there_is_nothing_to_post_or_pause(paper: Paper) -> None:
    await paper.change(digest_channel_id=None)
    paper.clock.move(2 * DAY)
    assert await paper.due() is None
    for ask in (paper.digests.ask_today, paper.digests.pause, paper.digests.resume):
        with pytest.raises(NoDigestChannel):
            await ask(MODERATOR)


@pytest.mark.parametrize("from_day", [datetime(2027, 3, 9, tzinfo=UTC), datetime(2027, 11, 2, tzinfo=UTC)], ids=str)
async def test_where_the_clocks_change_each_date_comes_once(paper: Paper, from_day: datetime) -> None:
    """The rule itself is tried for all zones and times: tests of digest times."""
    paper.clock.move(from_day - paper.clock.now())
    await paper.change(digest_time=time(2, 30))
    days = []
    for _ in range(10):
        paper.clock.move(await paper.next_at() - paper.clock.now())
        days.append((await paper.post()).digest.local_date)
    assert days == [days[0] + number * DAY for number in range(10)]


async def test_leads_since_the_last_digest_and_those_that_end_soon_are_in_it(paper: Paper) -> None:
    first = await paper.world.lead(title="First of all")
    ending = await paper.world.lead(title="Ends soon", closing=(EIGHT_IN_NEW_YORK + 3 * DAY).date().isoformat())
    paper.clock.move(HOUR)
    claim = await paper.post()
    assert {lead.id for lead in claim.content.best} == {first.id, ending.id}
    assert claim.content.closing == (), "what is new is not told twice"
    paper.clock.move(HOUR)
    new = await paper.world.lead(title="Second of all")
    paper.clock.move(23 * HOUR)
    claim = await paper.post()
    assert [lead.id for lead in claim.content.best] == [new.id]
    assert [lead.id for lead in claim.content.closing] == [ending.id]
    assert not claim.content.is_closing_news


async def test_a_pseudonymous_poster_is_not_in_what_a_digest_holds(paper: Paper) -> None:
    await paper.world.lead(is_pseudonymous=True)
    [lead] = (await paper.digests.preview(GUILD)).best
    assert lead.poster_id is None


async def test_pages_are_news_when_their_review_arrives_here(paper: Paper, storage: Storage, tmp_path: Path) -> None:
    library = Library(tmp_path / "pages", paper.clock)
    await PageReviewService(storage, paper.clock, library).note()
    paper.clock.move(HOUR)
    assert (await paper.post()).content.reviewed == (), "the first start is no news"
    page = tmp_path / "pages" / "sectors" / "lighthouses.md"
    page.write_text(page.read_text().replace("reviewed: 2026-01-02", "reviewed: 2026-11-20"))
    library.refresh()
    paper.clock.move(HOUR)
    await PageReviewService(storage, paper.clock, library).note()
    paper.clock.move(23 * HOUR)
    assert (await paper.post()).content.reviewed == (page.stem,)
    paper.clock.move(DAY)
    assert (await paper.post()).content.reviewed == ()


async def test_settled_days_have_a_moment_and_open_ones_none(paper: Paper, storage: Storage) -> None:
    paper.clock.move(HOUR)
    await paper.post()
    async with storage.reading() as unit:
        [digest] = await unit[DigestRepository].latest(GUILD, 10)
    assert digest.state is DigestState.POSTED
    assert digest.settled_at == paper.clock.now()


async def test_a_pseudonymous_poster_is_not_in_the_leads_that_end_soon(paper: Paper) -> None:
    ends = (EIGHT_IN_NEW_YORK + 3 * DAY).date().isoformat()
    lead = await paper.world.lead(is_pseudonymous=True, closing=ends)
    paper.clock.move(HOUR)
    await paper.post()
    paper.clock.move(DAY)
    [closing] = (await paper.post()).content.closing
    assert closing.id == lead.id
    assert closing.poster_id is None


@pytest.mark.parametrize("ahead", [DAY, 1.5 * DAY, 2 * DAY, 40 * DAY])
async def test_a_clock_days_ahead_for_a_moment_loses_no_digest_silently(paper: Paper, ahead: timedelta) -> None:
    paper.clock.move(ahead)
    assert await paper.due() is None, "each is late by then"
    assert await paper.notices() == [ServerNoticeKind.DIGEST_MISSED]
    paper.clock.move(-ahead)
    assert await paper.due() is None
    if ahead > DAY:
        assert await paper.next_at() == EIGHT_IN_NEW_YORK, "today’s is planned again"
        paper.clock.move(HOUR)
        assert (await paper.post()).digest.local_date == EIGHT_IN_NEW_YORK.date()


async def test_who_takes_a_claim_up_has_a_lease_of_their_own(paper: Paper) -> None:
    paper.clock.move(HOUR)
    assert await paper.due() is not None
    paper.clock.move(timedelta(minutes=5))
    assert await paper.due() is not None
    paper.clock.move(timedelta(minutes=4))
    assert await paper.due() is None


async def test_six_hours_late_to_the_second_it_still_comes(paper: Paper) -> None:
    paper.clock.move(7 * HOUR)
    assert await paper.due() is not None


async def test_a_paused_digest_is_not_to_be_had_by_who_looked_just_before(paper: Paper) -> None:
    paper.clock.move(HOUR)
    assert await paper.digests.due_servers() == [GUILD]
    await paper.digests.pause(MODERATOR)
    assert await paper.digests.claim_due(GUILD) is None


async def test_a_day_that_discord_did_not_take_is_missed_and_settled(paper: Paper, storage: Storage) -> None:
    paper.clock.move(HOUR)
    assert await paper.due() is not None
    paper.clock.move(6 * HOUR + timedelta(seconds=1))
    assert await paper.due() is None
    async with storage.reading() as unit:
        [digest] = await unit[DigestRepository].latest(GUILD, 10)
    assert (digest.state, digest.settled_at) == (DigestState.MISSED, paper.clock.now())


async def test_posting_at_once_stands_in_the_log(paper: Paper) -> None:
    await paper.digests.ask_today(MODERATOR)
    entries = await paper.world.services[ReviewService].audit(GUILD)
    assert entries[0].detail == "digest posted now"
