"""What is shown of counts."""

from fractions import Fraction

import pytest

from bot.outcomes.engine.figures import figures
from bot.outcomes.model.table import FEW, MOST, RULE, Rule


def test_nothing_is_shown_from_four_people_however_many_there_are() -> None:
    for people in range(101):
        for count in range(min(people, 4) + 1):
            shown = figures((people - count, count, 0), people)
            assert shown[1:] == (None, None)
            if people < 5:
                assert shown == (None, None, None)


def test_nobody_and_too_few_look_the_same() -> None:
    for people in range(5, 101):
        for few in range(1, 5):
            with_few, without = figures((people - few, few), people), figures((people, 0), people)
            assert with_few[1] is without[1] is None
            if with_few[0] is not None and without[0] is not None and people < 20:
                assert with_few == without


@pytest.mark.parametrize("people", [5, 8, 11, 13, 19, 20, 27, 40])
def test_subtracting_what_is_shown_never_tells_that_somebody_gave_an_answer_of_too_few(people: int) -> None:
    every = [(one, other, people - one - other) for one in range(people + 1) for other in range(people + 1 - one)]
    most: dict[str | None, int] = {}
    for counts in every:
        for count, figure in zip(counts, figures(counts, people), strict=True):
            most[figure] = max(count, most.get(figure, 0))
    for counts in every:
        shown = figures(counts, people)
        hidden = [count for count, figure in zip(counts, shown, strict=True) if figure is None]
        left_over = people - sum(most[figure] for figure in shown if figure is not None)
        may_be_empty = left_over <= 4 * (len(hidden) - 1)
        if 0 < len(hidden) < 3:
            assert may_be_empty or max(hidden) >= 5, f"{counts}: each of the hidden has somebody, and few"


def test_from_5_to_10_people_there_are_words_and_no_splits() -> None:
    assert figures((5, 2), 7) == (MOST, None)
    assert figures((7, 0), 7) == (MOST, None)
    assert figures((5, 5), 10) == (None, None)
    for people in range(5, 11):
        assert all(set(figures((n, people - n), people)) <= {MOST, None} for n in range(people + 1))


def test_from_11_people_there_are_counts_rounded_to_five() -> None:
    assert figures((6, 5), 11) == ("5", "5")
    assert figures((11, 0), 11) == ("10", None)
    assert figures((13, 6, 0), 19) == ("15", "5", None)


def test_from_20_people_there_are_percentages_rounded_to_ten() -> None:
    assert figures((10, 10), 20) == ("50%", "50%")
    assert figures((20, 0), 20) == ("100%", None)
    assert figures((195, 5), 200) == ("100%", FEW)


def test_where_one_hidden_answer_could_be_reckoned_the_smallest_figure_goes_too() -> None:
    assert figures((17, 3), 20) == (None, None), "of 20, 17 or fewer are about 90%: the rest would be there"
    assert figures((10, 6, 4), 20) == ("50%", None, None)
    assert figures((14, 6), 20) == ("80%", "30%"), "nothing is hidden"


def test_what_the_lots_add_is_taken_out_again() -> None:
    """Of 100 who all said the first of five, 84 are counted there and 4 at each other, on average."""
    assert figures((84, 4, 4, 4, 4), 100)[0] == "100%"
    assert figures((44, 44, 4, 4, 4), 100)[:2] == ("50%", "50%")
    assert figures((20, 20, 20, 20, 20), 100) == ("20%",) * 5


def test_a_rule_of_lots_alone_knows_nothing() -> None:
    assert figures((30, 10), 40, Rule(lot=Fraction(1))) == ("50%", "50%")


@pytest.mark.parametrize("people", [11, 15, 19, 25, 40])
def test_one_more_or_less_is_not_seen_for_the_most_part(people: int) -> None:
    pairs = [(figures((n, people - n), people), figures((n + 1, people - n - 1), people)) for n in range(people)]
    assert sum(one == other for one, other in pairs) > len(pairs) / 2
    assert RULE.count_step > 1
