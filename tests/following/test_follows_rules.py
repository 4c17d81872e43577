"""When a follower's message is due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.following.model import Attempt, Follower, Schedule

ZONE = "America/New_York"
NEW_YORK = ZoneInfo(ZONE)
EIGHT = Schedule(time(8), ZONE)
ZONES = ("America/New_York", "Europe/London", "Asia/Kolkata", "Pacific/Apia", "Pacific/Kiritimati", "UTC")


def test_the_next_message_is_due_on_the_next_local_day() -> None:
    assert EIGHT.due_after(date(2026, 11, 21)) == datetime(2026, 11, 22, 13, tzinfo=UTC)
    assert EIGHT.due_after(date(2026, 7, 1)) == datetime(2026, 7, 2, 12, tzinfo=UTC), "summer time"


def test_who_begins_before_the_hour_is_told_today_and_after_it_tomorrow() -> None:
    seven, nine = (datetime(2026, 11, 22, hour, tzinfo=NEW_YORK).astimezone(UTC) for hour in (7, 9))
    assert EIGHT.due_after(EIGHT.done_at(seven)) == datetime(2026, 11, 22, 13, tzinfo=UTC)
    assert EIGHT.due_after(EIGHT.done_at(nine)) == datetime(2026, 11, 23, 13, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_comes_an_hour_later() -> None:
    schedule = Schedule(time(2, 30), ZONE)
    assert schedule.due_after(date(2027, 3, 13)) == datetime(2027, 3, 14, 3, 30, tzinfo=NEW_YORK).astimezone(UTC)


def test_a_time_that_comes_twice_is_meant_the_first_time() -> None:
    schedule = Schedule(time(1, 30), ZONE)
    assert schedule.due_after(date(2027, 11, 6)) == datetime(2027, 11, 7, 5, 30, tzinfo=UTC)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.times(),
    st.sampled_from(ZONES),
)
def test_whoever_begins_is_due_within_a_day_and_not_before_now(now: datetime, at: time, zone: str) -> None:
    schedule = Schedule(at.replace(second=0, microsecond=0), zone)
    due = schedule.due_after(schedule.done_at(now))
    assert now < due <= now + timedelta(hours=25)


def test_a_day_once_done_with_is_never_undone() -> None:
    follower = Follower(1, last_on=date(2026, 11, 22))
    done = follower.done(Attempt("t", date(2026, 11, 21), datetime(2026, 11, 21, tzinfo=UTC)))
    assert done.last_on == date(2026, 11, 22)


def test_a_follower_shows_no_id_in_a_log() -> None:
    assert "424242" not in repr(Follower(424242, date(2026, 11, 22)))
