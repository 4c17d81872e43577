"""Every page has its turn once before any has its second, in an order of each server's own."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.digest.model.digest import DigestContent, Pick
from bot.digest.model.picks import pick_of_the_day

PAGES = [f"role-{number}" for number in range(12)]


def days(guild_id: int, count: int, pages: list[str] = PAGES) -> list[Pick]:
    picks: list[Pick] = []
    for _ in range(count):
        pick = pick_of_the_day(guild_id, pages, reversed(picks))
        assert pick is not None
        picks.append(pick)
    return picks


@given(st.integers(1, 2**63))
def test_all_pages_have_their_turn_before_any_repeats(guild_id: int) -> None:
    picks = days(guild_id, 3 * len(PAGES))
    for number in range(3):
        this_round = picks[number * len(PAGES) : (number + 1) * len(PAGES)]
        assert sorted(pick.page_id for pick in this_round) == sorted(PAGES)
        assert {pick.round for pick in this_round} == {number}


@given(st.integers(1, 2**63))
def test_no_page_comes_on_two_days_together(guild_id: int) -> None:
    picks = days(guild_id, 5 * 3, PAGES[:3])
    assert all(one.page_id != other.page_id for one, other in pairwise(picks))


def test_the_order_varies_by_server_and_by_round() -> None:
    orders = {tuple(pick.page_id for pick in days(guild_id, len(PAGES))) for guild_id in range(1, 30)}
    assert len(orders) == 29
    picks = days(1, 2 * len(PAGES))
    assert [one.page_id for one in picks[: len(PAGES)]] != [one.page_id for one in picks[len(PAGES) :]]


def test_a_new_page_joins_the_round_that_is_under_way() -> None:
    earlier = days(7, 3)
    rest = days(7, 0)
    for _ in range(len(PAGES) + 1 - 3):
        pick = pick_of_the_day(7, [*PAGES, "new"], reversed([*earlier, *rest]))
        assert pick is not None
        rest.append(pick)
    assert "new" in {pick.page_id for pick in rest}
    assert {pick.round for pick in rest} == {0}


def test_without_pages_there_is_no_pick() -> None:
    assert pick_of_the_day(1, [], []) is None


def test_a_single_page_comes_again_and_says_so_by_its_round() -> None:
    assert [pick.round for pick in days(1, 3, ["only"])] == [0, 1, 2]


def test_a_digest_repeats_only_where_there_is_no_news() -> None:
    seen, fresh = Pick("a", 1), Pick("b", 0)
    assert DigestContent(seen, seen).would_repeat
    assert not DigestContent(seen, fresh).would_repeat
    assert not DigestContent(seen, seen, reviewed=("a",)).would_repeat
