"""Exactly one digest a date, though clocks are wrong, change, or are set otherwise."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.digest.service.digests import DigestService
from bot.knowledge.library import Library
from bot.servers.model.notices import ServerNoticeKind
from tests.digest.papers import DAY, EIGHT_IN_NEW_YORK, HOUR, Paper


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
