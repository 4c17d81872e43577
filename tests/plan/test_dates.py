"""Days as people type them."""

import contextlib
import re
from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plan.engine.dates import EARLIEST, YEARS_AHEAD, DayUnreadable, add_months, read_day
from tests.plan.situations import TODAY, days

LAST = date(2027, 3, 31)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "3/31/2027",
            "03/31/2027",
            "3-31-2027",
            "3.31.27",
            "2027-03-31",
            "2027/3/31",
            "March 31, 2027",
            "mar 31 2027",
        ),
        *(
            "31 March 2027",
            "31st of March 2027",
            "Mar 31",
            "3/31",
            "31/3/2027",
            "Wed 31 Mar 2027",
            "Wednesday, 3/31/27",
        ),
        *("  MARCH   31st, 2027 ", "31 mar. 2027"),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_day(typed, TODAY) == LAST


def test_the_month_stands_first_where_both_ways_are_days() -> None:
    assert read_day("3/4/2027", TODAY) == date(2027, 3, 4)


def test_a_leap_day_without_a_year_is_the_next_one() -> None:
    assert read_day("Feb 29", TODAY) == date(2028, 2, 29)


def test_a_day_that_has_passed_can_be_typed() -> None:
    assert read_day("2026-11-01", TODAY) == date(2026, 11, 1)


@pytest.mark.parametrize(
    "typed", ["", "soon", "13/13/2027", "Feb 30 2027", "2027-02-29", "31 Foo 2027", "99", "1/1/1999"]
)
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(DayUnreadable, match=re.escape("3/31/2027")):
        read_day(typed, TODAY)


def test_a_day_too_far_ahead_is_refused_and_said_back() -> None:
    with pytest.raises(DayUnreadable, match="March 31, 2035"):
        read_day("3/31/2035", TODAY)


@given(day=days, months=st.integers(0, 24))
def test_months_on_is_the_same_day_or_the_months_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


@given(typed=st.text(max_size=30))
def test_any_text_is_read_as_a_day_to_plan_for_or_refused(typed: str) -> None:
    with contextlib.suppress(DayUnreadable):
        assert EARLIEST <= read_day(typed, TODAY) < date(TODAY.year + YEARS_AHEAD, TODAY.month, TODAY.day)
