"""What stands from the first of a month on."""

from datetime import date

from bot.outcomes.engine.publishing import next_table
from bot.outcomes.model.table import Counted, Table

JANUARY, FEBRUARY = date(2027, 1, 1), date(2027, 2, 1)


def counted(counts: tuple[int, ...], added: int, people: int | None = None) -> Counted:
    return Counted(sum(counts) if people is None else people, added, date(2026, 11, 1), {"reached": counts})


def table(counts: tuple[int, ...]) -> Table:
    made = next_table(None, JANUARY, counted(counts, sum(counts)))
    assert made is not None
    return made


def test_nothing_is_published_of_four_people() -> None:
    assert next_table(None, JANUARY, counted((4, 0), added=4)) is None


def test_five_people_are_published_with_the_month_of_the_first() -> None:
    assert table((5, 0)) == Table(JANUARY, 5, date(2026, 11, 1), {"reached": ("most", None)})


def test_two_more_people_change_nothing_and_three_do() -> None:
    last = table((5, 0))
    assert next_table(last, FEBRUARY, counted((5, 2), added=2)) is last
    new = next_table(last, FEBRUARY, counted((5, 3), added=3))
    assert new is not None
    assert (new.month, new.people) == (FEBRUARY, 8)


def test_changes_and_farewells_alone_publish_nothing() -> None:
    last = table((8, 1))
    assert next_table(last, FEBRUARY, counted((5, 3), added=0)) is last


def test_the_first_month_stays_when_its_people_go() -> None:
    later = Counted(9, 4, date(2027, 1, 1), {"reached": (5, 4)})
    new = next_table(table((5, 0)), FEBRUARY, later)
    assert new is not None
    assert new.since == date(2026, 11, 1)


def test_a_table_is_withdrawn_where_four_people_are_left() -> None:
    gone = next_table(table((5, 0)), FEBRUARY, counted((4, 0), added=0))
    assert gone == Table(JANUARY, 0, date(2026, 11, 1), {})
    assert gone.is_withdrawn


def test_a_whole_table_is_withdrawn_where_four_are_left_behind_one_figure() -> None:
    last = table((6, 6))
    assert last.shown == {"reached": ("5", "5")}
    gone = next_table(last, FEBRUARY, counted((4, 6), added=0))
    assert gone is not None
    assert gone.is_withdrawn


def test_three_new_people_bring_a_withdrawn_table_back() -> None:
    gone = table((5, 0)).withdrawn()
    assert next_table(gone, FEBRUARY, counted((5, 0), added=2)) is gone
    back = next_table(gone, FEBRUARY, counted((5, 1), added=3))
    assert back is not None
    assert back.people == 6
