"""A local date has at most one due moment, whatever the clocks of its zone do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kit.local_time import latest_due, local_date, next_due
from bot.servers.model.settings import time_zones

DAY = timedelta(days=1)
ZONES = st.sampled_from(sorted(time_zones()))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
MOMENTS = st.integers(946_684_800, 2_208_988_800).map(lambda at: datetime.fromtimestamp(at, UTC))


def due_on(day: date, at: time, zone: str) -> datetime:
    noon_before = datetime.combine(day - DAY, time(12), UTC)
    due = next_due(noon_before - DAY, at, zone)
    while due.day < day:
        due = next_due(due.at, at, zone)
    assert due.day == day
    return due.at


@given(MOMENTS, TIMES, ZONES)
def test_the_next_moment_is_later_and_on_the_date_it_says(now: datetime, at: time, zone: str) -> None:
    due = next_due(now, at, zone)
    assert now < due.at < now + 3 * DAY
    assert local_date(due.at, zone) == due.day


@given(MOMENTS, TIMES, ZONES)
def test_nothing_lies_between_the_latest_and_the_next(now: datetime, at: time, zone: str) -> None:
    latest, following = latest_due(now, at, zone), next_due(now, at, zone)
    assert latest.at <= now < following.at
    assert latest.day < following.day
    assert next_due(latest.at, at, zone) == following
    assert latest_due(following.at, at, zone) == following


@given(MOMENTS, TIMES, ZONES)
def test_dates_follow_each_other_and_none_comes_twice(now: datetime, at: time, zone: str) -> None:
    days = []
    for _ in range(10):
        due = next_due(now, at, zone)
        days.append(due.day)
        now = due.at
    assert days == sorted(set(days))
    assert days[-1] - days[0] <= 10 * DAY, "at most one date is left out, as where a zone crosses the date line"


def test_in_a_gap_the_clock_reads_an_hour_more() -> None:
    moment = due_on(date(2026, 3, 8), time(2, 30), "America/New_York")
    assert moment.astimezone(ZoneInfo("America/New_York")).time() == time(3, 30)


def test_in_an_overlap_the_first_of_the_two_times_counts() -> None:
    moment = due_on(date(2026, 11, 1), time(1, 30), "America/New_York")
    assert moment == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert next_due(moment, time(1, 30), "America/New_York").day == date(2026, 11, 2)


def test_a_date_that_a_zone_left_out_is_never_due() -> None:
    due = next_due(datetime(2011, 12, 29, 18, tzinfo=UTC), time(8), "Pacific/Apia")
    assert due.day == date(2011, 12, 31)


@pytest.mark.parametrize(("hour", "utc"), [(8, 13), (20, 1)])
def test_a_winter_day_in_new_york_is_five_hours_behind(hour: int, utc: int) -> None:
    assert due_on(date(2026, 11, 27), time(hour), "America/New_York").hour == utc
