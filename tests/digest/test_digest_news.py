"""Which ends of leads are told, and are news, and which days count as a turn: to the second."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.digest.model.closing import ends_soon, is_news
from bot.digest.model.digest import Digest, DigestState, DigestUnderWay

NOW = datetime(2026, 11, 27, 13, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def test_a_lead_that_ends_within_a_week_is_told() -> None:
    assert ends_soon(NOW + 7 * DAY, NOW)
    assert not ends_soon(NOW + 7 * DAY + SECOND, NOW)


@pytest.mark.parametrize(
    ("ends_in", "is_new"),
    [
        (DAY, True),
        (DAY + SECOND, False),
        (6 * DAY, False),
        (6 * DAY + SECOND, True),
        (7 * DAY, True),
    ],
)
def test_an_end_is_news_on_its_first_day_and_on_its_last(ends_in: timedelta, is_new: bool) -> None:
    yesterday = NOW - DAY
    assert is_news(NOW + ends_in, yesterday, NOW) is is_new


def test_a_day_that_was_skipped_or_missed_takes_no_turn() -> None:
    turns = {state for state in DigestState if Digest(1, date(2026, 11, 27), state, NOW, NOW).had_its_turn}
    assert turns == set(DigestState) - {DigestState.SKIPPED, DigestState.MISSED}


def test_who_comes_second_is_told_to_look_again() -> None:
    assert "Look again in a minute" in str(DigestUnderWay())
