"""The rules of questions, without a database."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.insiders.model.liveness import Liveness, usually_within
from bot.insiders.model.profile import Declared, Years
from bot.insiders.model.question import (
    TRANSITIONS,
    UNDER_WAY,
    Question,
    QuestionState,
    Step,
    ends_after_decline,
)
from bot.insiders.model.states import ABROAD, StateUnknown, state_of, suits
from bot.insiders.ui.words import declared_words, floored, liveness_words

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def question(state: QuestionState = QuestionState.OPEN, take_by: datetime = NOW + 7 * DAY) -> Question:
    return Question(1, 2, "role", 3, "text", state, NOW, take_by, take_by)


def test_every_end_is_an_end_and_every_other_state_has_a_clock() -> None:
    sources = {state for transition in TRANSITIONS.values() for state in transition.sources}
    assert sources == set(UNDER_WAY)
    assert TRANSITIONS[Step.EXPIRE].sources == UNDER_WAY, "no state waits for ever"
    ends = {transition.target for transition in TRANSITIONS.values()} - UNDER_WAY
    assert ends == set(QuestionState) - UNDER_WAY, "every state is reached"


def test_handles_are_for_those_alone_who_both_said_yes() -> None:
    ways_there = [step for step, way in TRANSITIONS.items() if way.target is QuestionState.TALKED]
    assert ways_there == [Step.AGREE]
    assert TRANSITIONS[Step.AGREE].sources == {QuestionState.OFFERED}
    assert [step for step, way in TRANSITIONS.items() if way.target is QuestionState.OFFERED] == [Step.OFFER]


@pytest.mark.parametrize(("days", "may"), [(2.9, False), (3, True), (6, True)])
def test_an_open_question_may_be_asked_anew_from_the_third_day(days: float, may: bool) -> None:
    assert question().may_ask_anew(NOW + days * DAY) is may
    assert not question(QuestionState.ANSWERED).may_ask_anew(NOW + days * DAY)


def test_a_question_whose_asker_turned_an_offer_down_keeps_its_week_and_at_least_a_day() -> None:
    assert ends_after_decline(question(), NOW + DAY) == NOW + 7 * DAY
    assert ends_after_decline(question(), NOW + 9 * DAY) == NOW + 10 * DAY


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("NC", "NC"),
        ("north carolina", "NC"),
        (" N.C. ", "NC"),
        ("Washington, DC", "DC"),
        ("", None),
        ("Canada", ABROAD),
    ],
)
def test_a_state_is_read_as_it_is_typed(typed: str, code: str | None) -> None:
    assert state_of(typed, elsewhere_only=False) == code


@pytest.mark.parametrize(("typed", "switch"), [("", True), ("Narnia", False), ("12", True)])
def test_a_state_that_is_missing_or_unknown_is_asked_for(typed: str, switch: bool) -> None:
    with pytest.raises(StateUnknown):
        state_of(typed, elsewhere_only=switch)


def test_both_switches_have_to_hold() -> None:
    for asker, insider, mine, theirs in product([None, "NC", "VA"], [None, "NC", "VA"], [False, True], [False, True]):
        meet = suits(asker, insider, asker_elsewhere=mine, insider_elsewhere=theirs)
        assert meet is (not (mine or theirs) or bool(asker and insider and asker != insider))


def test_liveness_is_in_words_and_from_five_questions_on() -> None:
    assert usually_within([DAY] * 4) is None
    assert usually_within([0.1 * DAY] * 5) == 1
    assert usually_within([DAY, 2 * DAY, 3.5 * DAY, 5 * DAY, 6 * DAY]) == 4
    assert usually_within([90 * DAY] * 5) == 7
    assert liveness_words(Liveness(4)) == "Some people in this role answer here, usually within four days."
    assert liveness_words(Liveness()) == "Some people in this role answer here."


def test_moderators_see_no_small_number() -> None:
    assert [floored(count) for count in (0, 1, 4, 5, 60)] == ["fewer than five"] * 3 + ["5", "60"]


@pytest.mark.parametrize(
    ("until_year", "words"),
    [(None, "I do this now"), (2024, "I did this until 2024"), (2012, "I did this until 2012 or earlier")],
)
def test_an_insider_describes_themselves_without_state_switch_and_limit(until_year: int | None, words: str) -> None:
    declared = Declared(until_year, Years.OVER_TEN, "about", "NC", elsewhere_only=True, monthly_limit=7)
    assert declared_words(declared, NOW) == f"{words}, more than 10 years in all."
