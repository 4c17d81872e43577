"""Which steps a plan has, in which order, on which days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.knowledge.steps import Situation, StepAbout, StepAnchor, StepDay
from bot.plan.engine.answers import Answers, Benefit, Malpractice, NonCompete, Notice, Savings, Visa
from bot.plan.engine.planning import Due, Plan, Remark, day_of, every_step, make_plan, notice_days
from bot.plan.engine.situations import situations_of
from tests.plan.situations import EMPLOYED, IN_SIX_MONTHS, TODAY, answers, days


@pytest.fixture(scope="module")
def base(library: Library) -> KnowledgeBase:
    return library.current


def ids(plan: Plan) -> list[str]:
    return [planned.step.id for planned in plan.steps]


def found(plan: Plan, step_id: str) -> tuple[Due, date | None]:
    (planned,) = [planned for planned in plan.steps if planned.step.id == step_id]
    return planned.due, planned.day


@given(given_answers=answers, today=days)
def test_no_step_is_dated_before_today_and_they_come_in_order(
    library: Library, given_answers: Answers, today: date
) -> None:
    plan = make_plan(library.current, given_answers, today)
    dated = [planned.day for planned in plan.steps if planned.day is not None]
    assert dated == sorted(dated)
    assert all(day >= today for day in dated)
    for planned in plan.steps:
        if planned.due in {Due.NOW, Due.OVER}:
            assert planned.day == today


@given(given_answers=answers, today=days)
def test_days_keep_their_distance_from_the_last_day(library: Library, given_answers: Answers, today: date) -> None:
    for planned in make_plan(library.current, given_answers, today).steps:
        if planned.due not in {Due.ON, Due.BY} or planned.day is None:
            continue
        assert given_answers.last_day is not None
        when = planned.step.when
        notice = notice_days(given_answers) if when.anchor is StepAnchor.NOTICE else 0
        early = (given_answers.last_day + timedelta(days=when.days - notice) - planned.day).days
        assert 0 <= early <= (0 if when.deadline or when.days - notice >= 0 else 2), "at most a weekend earlier"


@given(given_answers=answers)
def test_every_step_has_its_source_and_is_for_somebody_there(library: Library, given_answers: Answers) -> None:
    situations = situations_of(given_answers)
    for planned in make_plan(library.current, given_answers, TODAY).steps:
        assert all(source_id in library.current.sources for source_id in planned.step.sources)
        assert not planned.step.only_if or situations & set(planned.step.only_if)
        assert planned.step in library.current.guide(planned.guide_id).front.steps


def test_every_situation_has_a_step_but_a_license_that_is_due_later(base: KnowledgeBase) -> None:
    spoken_of = {situation for _, step in every_step(base) for situation in step.only_if}
    assert set(Situation) - spoken_of == {Situation.RENEWAL_LATER}


def test_whoever_skips_everything_gets_the_steps_that_find_it_out(base: KnowledgeBase) -> None:
    finders = {"find-the-notice-period", "which-malpractice-cover", "list-of-benefits", "count-your-months"}
    assert finders <= set(ids(make_plan(base, Answers(), TODAY)))


@pytest.mark.parametrize("visa", [Visa.H1B, Visa.J1_WAIVER, Visa.O1, Visa.GREEN_CARD_PENDING, Visa.RATHER_NOT])
@pytest.mark.parametrize("savings", [Savings.UNDER_3, Savings.MORE])
def test_a_visa_comes_first(base: KnowledgeBase, visa: Visa, savings: Savings) -> None:
    plan = make_plan(base, replace(EMPLOYED, visa=visa, savings=savings), TODAY)
    assert plan.steps[0].step.about is StepAbout.VISA


def test_nobody_without_a_visa_reads_of_visas(base: KnowledgeBase) -> None:
    plan = make_plan(base, replace(IN_SIX_MONTHS, visa=Visa.NONE), TODAY)
    assert StepAbout.VISA not in {planned.step.about for planned in plan.steps}


def test_money_comes_before_other_things_of_a_day_where_savings_are_thin(base: KnowledgeBase) -> None:
    thin = make_plan(base, replace(EMPLOYED, savings=Savings.UNDER_3), TODAY)
    assert ids(thin)[0] == "count-your-months"
    assert Remark.SAVINGS_THIN in thin.remarks
    assert Remark.SAVINGS_THIN not in make_plan(base, EMPLOYED, TODAY).remarks


def test_notice_is_counted_back_from_the_last_day(base: KnowledgeBase) -> None:
    assert found(make_plan(base, EMPLOYED, TODAY), "give-notice") == (Due.ON, date(2027, 2, 26))


def test_a_day_of_ours_on_a_weekend_moves_to_the_friday_before() -> None:
    sunday = StepDay(anchor=StepAnchor.LAST_DAY, days=-26)
    assert day_of(sunday, EMPLOYED, TODAY) == date(2027, 4, 30)
    saturday = StepDay(anchor=StepAnchor.LAST_DAY, days=-27)
    assert day_of(saturday, EMPLOYED, TODAY) == date(2027, 4, 30)


def test_a_deadline_on_a_weekend_stays_where_the_rule_puts_it() -> None:
    when = StepDay(anchor=StepAnchor.LAST_DAY, days=30, deadline=True)
    assert day_of(when, EMPLOYED, TODAY) == date(2027, 6, 27)


def test_a_leap_day_is_a_day_like_others() -> None:
    leap = replace(EMPLOYED, last_day=date(2028, 2, 29))
    assert day_of(StepDay(anchor=StepAnchor.LAST_DAY), leap, TODAY) == date(2028, 2, 29)
    assert day_of(StepDay(anchor=StepAnchor.LAST_DAY, days=60, deadline=True), leap, TODAY) == date(2028, 4, 29)


def test_what_would_have_been_earlier_is_due_now_and_says_that_notice_is_late(base: KnowledgeBase) -> None:
    plan = make_plan(base, replace(EMPLOYED, last_day=TODAY + timedelta(days=20)), TODAY)
    assert found(plan, "give-notice") == (Due.NOW, TODAY)
    assert Remark.NOTICE_TOO_LATE in plan.remarks


def test_a_contract_without_notice_still_leaves_time_to_tell_patients(base: KnowledgeBase) -> None:
    plan = make_plan(base, replace(EMPLOYED, notice=Notice.NONE), TODAY)
    assert found(plan, "give-notice") == (Due.ON, date(2027, 4, 28))
    assert plan.remarks == (Remark.NOTICE_NOT_ASKED,)


def test_after_the_last_day_only_what_is_still_open_is_left(base: KnowledgeBase) -> None:
    left = replace(EMPLOYED, last_day=TODAY - timedelta(days=40), benefits=frozenset({Benefit.HEALTH}))
    plan = make_plan(base, left, TODAY)
    assert Remark.LEFT_ALREADY in plan.remarks
    assert "give-notice" not in ids(plan)
    assert found(plan, "cobra-election") == (Due.BY, TODAY + timedelta(days=20))
    assert found(plan, "spouse-plan-30-days") == (Due.OVER, TODAY)
    assert found(plan, "records-afterwards") == (Due.NOW, TODAY)


@pytest.mark.parametrize(("days_ago", "is_of_use"), [(60, True), (61, False)])
def test_sixty_days_after_the_last_day_a_plan_says_that_it_is_too_late(
    base: KnowledgeBase, days_ago: int, is_of_use: bool
) -> None:
    plan = make_plan(base, replace(EMPLOYED, last_day=TODAY - timedelta(days=days_ago)), TODAY)
    assert bool(plan.steps) is is_of_use
    assert (Remark.LONG_AGO in plan.remarks) is not is_of_use


def test_without_a_last_day_the_steps_stand_in_order_without_days(base: KnowledgeBase) -> None:
    plan = make_plan(base, replace(EMPLOYED, last_day=None), TODAY)
    assert Remark.NO_LAST_DAY in plan.remarks
    assert {planned.day for planned in plan.steps} == {TODAY, None}
    dated = make_plan(base, EMPLOYED, TODAY)
    assert ids(plan) == ids(dated)


@pytest.mark.parametrize(
    ("changed", "step_id"),
    [
        ({"non_compete": NonCompete.YES}, "non-compete-hour"),
        ({"malpractice": Malpractice.CLAIMS_MADE}, "tail-window"),
        ({"malpractice": Malpractice.EMPLOYER_TAIL}, "employers-tail-in-writing"),
        ({"benefits": frozenset({Benefit.DISABILITY})}, "ill-now"),
        ({"benefits": frozenset({Benefit.LOANS})}, "pslf-certify"),
        ({"benefits": frozenset({Benefit.RETIREMENT})}, "vesting-date"),
        ({"visa": Visa.O1}, "visa-60-days"),
    ],
)
def test_a_step_for_some_is_there_for_them_alone(base: KnowledgeBase, changed: dict[str, object], step_id: str) -> None:
    assert step_id not in ids(make_plan(base, EMPLOYED, TODAY))
    assert step_id in ids(make_plan(base, replace(EMPLOYED, **changed), TODAY))  # type: ignore[arg-type]


def test_nobody_has_more_steps_than_can_be_read(base: KnowledgeBase) -> None:
    assert len(make_plan(base, IN_SIX_MONTHS, TODAY).steps) <= 30
    assert 10 <= len(make_plan(base, EMPLOYED, TODAY).steps) <= 20
