"""A day that was given up stays so, unless a wrong clock gave it up."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.digest.model.digest import Digest, DigestState, may_still_come
from bot.kit.local_time import Due

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
DUE = Due(date(2026, 11, 27), NOON)


def settled(state: DigestState, at: datetime) -> Digest:
    return Digest(1, DUE.day, state, at, at, at)


@pytest.mark.parametrize(
    ("late", "expected"),
    [(timedelta(), True), (6 * HOUR, True), (6 * HOUR + timedelta(seconds=1), False), (11 * HOUR, False)],
)
def test_a_digest_may_come_for_six_hours(late: timedelta, expected: bool) -> None:
    assert may_still_come(DUE, None, NOON + late, "UTC") is expected
    assert may_still_come(DUE, settled(DigestState.MISSED, NOON + late), NOON + late, "UTC") is expected


@pytest.mark.parametrize(("late", "expected"), [(11 * HOUR, True), (12 * HOUR, False), (13 * HOUR, False)])
def test_one_that_a_wrong_clock_missed_may_come_as_long_as_its_day_lasts(late: timedelta, expected: bool) -> None:
    missed = settled(DigestState.MISSED, NOON + DAY)
    assert may_still_come(DUE, missed, NOON + late, "UTC") is expected


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_its_day_is_the_one_of_the_servers_zone(zone: str) -> None:
    due = Due(date(2026, 11, 28) if zone == "Pacific/Auckland" else DUE.day, NOON)
    missed = Digest(1, due.day, DigestState.MISSED, NOON + DAY, NOON + DAY, NOON + DAY)
    ends = {"Pacific/Auckland": datetime(2026, 11, 28, 11, tzinfo=UTC)}.get(zone, datetime(2026, 11, 28, 8, tzinfo=UTC))
    assert may_still_come(due, missed, ends - timedelta(seconds=1), zone)
    assert not may_still_come(due, missed, ends, zone)


@pytest.mark.parametrize("state", DigestState)
def test_what_was_posted_or_refused_stands_whatever_the_clock_said(state: DigestState) -> None:
    ahead = settled(state, NOON + DAY)
    gave_up = state in {DigestState.MISSED, DigestState.SKIPPED}
    assert ahead.is_void(NOON) is gave_up
    assert ahead.stands(NOON) is (state in {DigestState.POSTED, DigestState.REFUSED})
    assert not ahead.is_void(NOON + DAY), "when that moment has come, the clock is right"
