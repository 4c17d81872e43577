"""Counts over the ledger, and the words for them."""

from datetime import date

import pytest

from bot.knowledge.count_words import count_words, short_count_words, tiny_count_words
from bot.knowledge.counting import Tally, summarize, tally
from bot.knowledge.postings import Posting
from tests.knowledge.ledger import row

TODAY = date(2026, 11, 30)


def counted(rows: list[Posting], key: str = "board") -> Tally:
    return tally(rows, key, TODAY)


def words(rows: list[Posting], key: str = "board") -> str:
    return count_words(counted(rows, key))


def test_a_count_names_its_denominator_its_employers_and_its_years() -> None:
    rows = [row(board="required", published=str(year)) for year in (2022, 2023, 2024, 2025)]
    rows += [row(board="preferred", published="2026-02"), row(board="not_asked", published="2026")]
    assert words(rows) == "4 of 6 postings (6 employers, 2022–2026); preferred in 1"
    assert short_count_words(counted(rows)) == "4 of 6 postings; preferred in 1"
    assert tiny_count_words(counted(rows)) == "4 of 6, 1 prefer"


def test_rows_in_which_it_was_not_seen_are_no_part_of_the_denominator() -> None:
    rows = [row(board="required") for _ in range(5)] + [row(board="not_seen", seen="partial") for _ in range(4)]
    found = counted(rows)
    assert found.main is not None
    assert (found.main.required, found.main.seen, found.main.read, found.rows) == (5, 5, 9, 9)


@pytest.mark.parametrize(
    ("asks", "expected"),
    [
        (["required"], "asked in the one posting read (2025)"),
        (["not_asked"], "not asked in the one posting read (2025)"),
        (["required", "required"], "asked in both postings read (2025)"),
        (["not_asked", "not_asked"], "asked in neither posting read (2025)"),
        (["required"] * 3, "asked in all 3 postings read (2025)"),
        (["required", "required", "required", "not_asked"], "asked in 3 of 4 postings read (2025)"),
        (["not_asked"] * 3, "asked in none of 3 postings read (2025)"),
        (["required", "preferred"], "asked in 1 of 2 postings read (2025); preferred in 1"),
    ],
)
def test_few_rows_are_called_what_was_read(asks: list[str], expected: str) -> None:
    assert words([row(board=ask) for ask in asks]) == expected


def test_on_a_first_screen_few_rows_are_still_called_what_was_read() -> None:
    assert short_count_words(counted([row(board="required"), row(board="required")])) == "asked in both postings read"
    rows = [row("Aetna", board="required") for _ in range(6)]
    assert short_count_words(counted(rows)) == "6 of 6 postings read"
    assert (short_count_words(counted([])), tiny_count_words(counted([]))) == ("no posting read", "none read")


def test_many_rows_of_two_employers_are_called_what_was_read() -> None:
    rows = [row(employer, board="required") for employer in ("Aetna", "Cigna") for _ in range(3)]
    assert words(rows) == "6 of 6 postings read (2 employers, 2025)"


def test_an_employer_that_is_not_named_counts_as_none() -> None:
    rows = [row("not named", board="required") for _ in range(5)] + [row("Aetna", board="required")]
    assert words(rows) == "6 of 6 postings read (1 employer, 5 not named, 2025)"


def test_old_rows_other_countries_and_other_kinds_are_counted_apart() -> None:
    rows = [row(board="required") for _ in range(5)]
    rows += [row(board="required", published="2019"), row(board="not_asked", country="CA")]
    rows += [row(board="preferred", kind="questionnaire")]
    assert words(rows) == (
        "5 of 5 postings (5 employers, 2025); "
        "apart: 1 federal questionnaire prefers it, 1 older posting asks, 1 posting from abroad does not"
    )


def test_several_rows_apart_are_counted_with_what_they_prefer() -> None:
    rows = [row(board="required") for _ in range(5)]
    rows += [row(board="preferred", published="2019"), row(board="not_asked", published="2018")]
    assert words(rows).endswith("; apart: none of 2 older postings (preferred in 1)")


def test_where_jobs_are_not_posted_the_rules_that_were_read_are_counted() -> None:
    rows = [row(board="required", kind="panel_rule") for _ in range(6)]
    assert words(rows) == "6 of 6 panel rules (6 employers, 2025)"


def test_jobs_are_counted_before_the_laws_on_who_may_hold_them() -> None:
    laws = [row(board="not_asked", kind="law") for _ in range(6)]
    assert words([row(board="required"), *laws]) == "asked in the one posting read (2025); apart: none of 6 laws"
    assert words([row(board="required", kind="panel_rule"), *laws]).startswith("none of 6 laws (6 employers, 2025)")


def test_what_a_law_does_not_name_is_not_said_to_be_unasked() -> None:
    laws = [row(kind="law"), row(kind="law", names={"chcqm": "required"})]
    assert words(laws, "chcqm") == "asked in the one law read (2025)"
    assert words(laws[:1], "chcqm") == "no posting read"


@pytest.mark.parametrize(
    ("published", "is_recent"),
    [
        ("2021-11-30", True),
        ("2021-11-29", False),
        ("2021-11", True),
        ("2021", True),
        ("2020", False),
        ("undated", True),
    ],
)
def test_a_row_is_old_once_all_days_that_its_date_may_mean_are_five_years_ago(published: str, is_recent: bool) -> None:
    found = counted([row(board="required", published=published)]).main
    assert found is not None
    assert found.is_recent is is_recent


def test_undated_rows_are_said_to_be_undated() -> None:
    assert words([row(board="required", published="undated")]) == "asked in the one posting read (undated)"
    mixed = [row(board="required"), row(board="required", published="undated")]
    assert words(mixed) == "asked in both postings read (2025, 1 undated)"


def test_a_named_thing_is_counted_over_rows_seen_to_their_end_or_naming_it() -> None:
    rows = [row(), row(), row(names={"chcqm": "preferred"}, seen="partial"), row(seen="partial")]
    found = counted(rows, "chcqm").main
    assert found is not None
    assert (found.required, found.preferred, found.seen) == (0, 1, 3)


def test_pay_is_counted_over_rows_that_print_it_or_were_seen_to_their_end() -> None:
    pay = {"low": 1, "high": 2, "unit": "USD/year"}
    found = counted([row(pay=pay, seen="partial"), row(), row(seen="partial")], "pay").main
    assert found is not None
    assert (found.required, found.seen) == (1, 2)


def test_what_no_row_shows_is_said_to_be_not_seen() -> None:
    assert words([row(seen="partial"), row(seen="partial")]) == "not in what we saw of the 2 postings"
    assert words([]) == "no posting read"


def test_either_way_is_said_in_the_words_of_its_field() -> None:
    rows = [row(degree="either_way"), row(degree="required"), row(degree="required")]
    assert words(rows, "degree") == "asked in 2 of 3 postings read (2025); another degree does in 1"


@pytest.mark.parametrize(
    ("asking", "silent", "is_usual"), [(3, 0, True), (3, 3, True), (3, 4, False), (2, 0, False), (0, 5, False)]
)
def test_usual_takes_three_rows_and_half_of_those_seen(asking: int, silent: int, is_usual: bool) -> None:
    rows = [row(board="preferred") for _ in range(asking)] + [row(board="not_asked") for _ in range(silent)]
    assert counted(rows).is_usual is is_usual


def test_a_ledger_is_summed_up_by_rows_full_rows_employers_and_the_newest() -> None:
    rows = [row("A", published="2024"), row("A", published="2026-01", kind="law"), row("not named", seen="partial")]
    found = summarize(rows)
    assert (found.rows, found.full, found.employers, found.newest) == (2, 1, 1, "2025-03")
    assert (found.laws, found.full_laws) == (1, 1)


def test_the_sources_of_the_counted_rows_stand_behind_a_count() -> None:
    shown, hidden = row(board="required", source="shown"), row(seen="partial", source="hidden")
    assert counted([hidden, shown]).sources == ("shown",)
