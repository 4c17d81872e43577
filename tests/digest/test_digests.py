"""A digest is claimed once for each server and local date, on both databases, whatever clocks and processes do."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digest.model.digest import (
    DigestAlreadyPosted,
    DigestState,
    DigestUnderWay,
)
from bot.digest.model.errands import DIGEST, day_of
from bot.digest.storage import DigestRepository
from bot.kit.actors import Actor, CardPlace
from bot.kit.storage.transactions import Storage
from bot.knowledge.library import Library
from bot.moderation.service.review import ReviewService
from bot.pages.service.reviews import PageReviewService
from bot.servers.model.notices import ServerNoticeKind
from bot.servers.service.settings import GuildSettingsService
from tests.digest.papers import DAY, EIGHT_IN_NEW_YORK, HOUR, Paper
from tests.world import GUILD, MODERATOR


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


async def test_the_first_digest_looks_a_week_back(paper: Paper) -> None:
    await paper.world.lead(title="Older than a week")
    paper.clock.move(HOUR)
    younger = await paper.world.lead(title="A week old")
    paper.clock.move(7 * DAY - timedelta(seconds=1))
    assert [lead.id for lead in (await paper.digests.preview(GUILD)).best] == [younger.id]


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
