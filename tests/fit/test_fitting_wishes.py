"""What a member wants sorts and marks the roles, and answers fit into a few characters."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fit.engine.answers import Answers
from bot.fit.engine.ranking import fit_roles
from bot.fit.engine.wishes import Flag, Match, Wish, flags
from bot.fit.ui.code import CODE_LENGTH, decode, encode
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import Dislike, Hours, Like, MedicalField, Remote
from tests.fit.people import ANSWERS, UNMATCHED
from tests.fit.roles import asks, base_of, role


def flag(front: RolePage, wish: Wish, **answers: Any) -> Flag:
    return next(one for one in flags(front, Answers(**answers)) if one.wish is wish)


@pytest.mark.parametrize(
    ("percent", "match"), [(None, Match.UNSURE), (0, Match.FOR), (25, Match.FOR), (26, Match.AGAINST)]
)
def test_travel(percent: int | None, match: Match) -> None:
    assert flag(role(travel_percent=percent), Wish.TRAVEL, travel=25).match is match


@pytest.mark.parametrize(
    ("wanted", "place", "match"),
    [
        ("full", "full", Match.FOR),
        ("full", "hybrid", Match.AGAINST),
        ("full", "onsite", Match.AGAINST),
        ("hybrid", "full", Match.FOR),
        ("hybrid", "onsite", Match.AGAINST),
        ("onsite", "hybrid", Match.FOR),
        ("onsite", "full", Match.AGAINST),
        ("full", "varies", Match.UNSURE),
        ("full", "unknown", Match.UNSURE),
    ],
)
def test_remote(wanted: str, place: str, match: Match) -> None:
    assert flag(role(remote=place), Wish.REMOTE, remote=Remote(wanted)).match is match


@pytest.mark.parametrize(
    ("wanted", "hours", "match"),
    [
        ("full_time", "full_time", Match.FOR),
        ("full_time", "per_case", Match.AGAINST),
        ("part_time", "per_case", Match.FOR),
        ("per_case", "part_time", Match.AGAINST),
        ("part_time", "varies", Match.UNSURE),
        ("part_time", "unknown", Match.UNSURE),
    ],
)
def test_hours(wanted: str, hours: str, match: Match) -> None:
    assert flag(role(hours=hours), Wish.HOURS, hours=Hours(wanted)).match is match


def paid(unit: str = "USD/year", of: str = "this_job", **figures: float) -> dict[str, Any]:
    return {"unit": unit, "of": of, "year": 2025, "basis": "one posting", "sources": ["posting-1"], **figures}


@pytest.mark.parametrize(
    ("pay", "match"),
    [
        ([paid(low=200_000, high=300_000)], Match.FOR),
        ([paid(low=150_000, high=300_000)], Match.UNSURE),
        ([paid(low=150_000, high=190_000)], Match.AGAINST),
        ([paid(median=200_000)], Match.FOR),
        ([paid(mean=199_999)], Match.AGAINST),
        ([paid(mean=100_000), paid(median=250_000)], Match.FOR),
        ([paid("USD/hour", low=500, high=500)], Match.UNSURE),
        ([paid("EUR/year", low=500_000, high=500_000)], Match.UNSURE),
        ([paid(of="nearest", low=200_000, high=300_000)], Match.FOR),
        ([paid(of="proxy", median=500_000)], Match.UNSURE),
        ([paid(of="proxy", median=100_000)], Match.AGAINST),
        ([paid(median=100_000), paid(of="nearest", median=500_000)], Match.AGAINST),
        ([], Match.UNSURE),
    ],
)
def test_pay_floor(pay: list[dict[str, Any]], match: Match) -> None:
    assert flag(role(pay=pay), Wish.PAY, pay_floor=200_000).match is match


def test_a_pay_floor_is_compared_with_dollars_a_year_only() -> None:
    by_the_hour = role(pay=[paid("USD/hour", low=500, high=500)])
    assert flag(by_the_hour, Wish.PAY, pay_floor=400_000).pay is None
    both = role(pay=[paid("USD/hour", low=500, high=500), paid(median=90_000)])
    compared = flag(both, Wish.PAY, pay_floor=400_000).pay
    assert compared is not None
    assert compared.median == 90_000


def test_likes_and_dislikes_count_one_each() -> None:
    front = role(likes=["detail", "writing", "law"], dislikes=["meetings"])
    liked = flag(front, Wish.LIKES, likes=frozenset({Like.DETAIL, Like.LAW, Like.DATA}))
    assert (liked.points, liked.tastes) == (2, ("detail", "law"))
    disliked = flag(front, Wish.DISLIKES, dislikes=frozenset({Dislike.MEETINGS, Dislike.TRAVEL}))
    assert (disliked.points, disliked.tastes) == (-1, ("meetings",))


def test_a_page_that_names_your_field_is_marked_and_one_that_names_others_too() -> None:
    surgeons = role(asks("employers", "residency", "An orthopaedic residency."))
    assert flag(surgeons, Wish.FIELD, specialty=MedicalField.SURGERY).match is Match.FOR
    assert flag(surgeons, Wish.FIELD, specialty=MedicalField.PSYCHIATRY).match is Match.AGAINST
    assert flag(surgeons, Wish.FIELD, specialty=MedicalField.OTHER).match is Match.AGAINST
    assert list(flags(surgeons, Answers())) == []
    helped = role(asks("helps", "residency", "An orthopaedic residency."))
    assert list(flags(helped, Answers(specialty=MedicalField.PSYCHIATRY))) == [], "what helps shuts nobody out"


def test_no_wish_no_flag() -> None:
    assert list(flags(role(pay=[paid(median=1)]), Answers())) == []


def test_wishes_sort_the_roles() -> None:
    base = base_of(
        a=role(likes=["data"], travel_percent=80),
        b=role(likes=["writing"], travel_percent=80),
        c=role(likes=["writing"], travel_percent=0),
    )
    answers = Answers(likes=frozenset({Like.WRITING}), travel=10)
    assert [fit.role.id for fit in fit_roles(base, answers)] == ["c", "b", "a"]


def test_of_two_roles_alike_the_surer_comes_first() -> None:
    base = base_of(a=role(board="unknown", years=None), b=role())
    assert [fit.role.id for fit in fit_roles(base, UNMATCHED)] == ["b", "a"]


# Answers


def test_a_choice_is_taken_by_its_text_and_an_empty_one_takes_it_back() -> None:
    answers = Answers().answering("years", ["6"]).answering("likes", ["law", "data"])
    assert answers == Answers(years=6, likes=frozenset({Like.LAW, Like.DATA}))
    assert answers.answering("years", []).answering("likes", []) == Answers()
    assert Answers().answering("licence", ["made up"]) == Answers()


@given(answers=ANSWERS)
def test_a_code_holds_all_answers_and_little_else(answers: Answers) -> None:
    code = encode(answers)
    assert len(code) == CODE_LENGTH < 20
    assert decode(code) == answers


@given(code=st.text("0123456789abcdefghijklmnopqrstuv", min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_code_that_was_tampered_with_still_means_something(code: str) -> None:
    answers = decode(code)
    assert decode(encode(answers)) == answers
