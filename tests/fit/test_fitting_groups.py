"""Which roles are open: what closes a role and what does not, the lines behind it, groups and steps."""

from pathlib import Path
from typing import Any

import pytest

from bot.fit.engine.answers import Answers, BoardStatus, LicenseStatus, School, TrainingReached
from bot.fit.engine.evidence import Gate
from bot.fit.engine.ranking import Group, fit_role
from bot.fit.engine.rules import Standing
from bot.fit.engine.steps import STEP_GUIDES, Step, told_of
from bot.fit.ui.results import kept_text, reason
from bot.knowledge.base import AnyPage, KnowledgeBase, Page
from bot.knowledge.body import parse_body
from bot.knowledge.vocabulary import Level
from tests.fit.people import HOSPITALIST, UNMATCHED
from tests.fit.roles import BOARD, EXPERIENCE, LICENSE, RESIDENCY, asks, base_of, found, glance, group_of, role

# What closes nothing


CLOSED_IN_ALL = role(
    RESIDENCY,
    LICENSE,
    BOARD,
    EXPERIENCE,
    asks("law", "degree"),
    training="residency",
    licence="any_state",
    board="certified",
    years=10,
    img_open="no",
)


def test_skipped_questions_close_nothing_and_are_said() -> None:
    fit = fit_role(base_of(one=CLOSED_IN_ALL), "one", Answers())
    assert fit.group is Group.LIKELY
    assert {finding.standing for finding in fit.findings} == {Standing.UNSAID}
    assert len(fit.doubts) == 5


def test_what_the_notes_do_not_know_closes_nothing_and_is_said() -> None:
    front = role(training="unknown", licence="unknown", board="unknown", img_open="unknown", years=None)
    fit = fit_role(base_of(one=front), "one", UNMATCHED)
    assert fit.group is Group.LIKELY
    assert {finding.standing for finding in fit.doubts} == {Standing.UNKNOWN}
    assert {finding.gate for finding in fit.doubts} == {Gate.TRAINING, Gate.LICENSE, Gate.BOARD, Gate.SCHOOL}


def test_what_varies_closes_nothing_even_where_a_law_stands_behind_it() -> None:
    front = role(asks("law", "licence", "One state, for its own officers."), licence="varies")
    finding = found(front, Gate.LICENSE, licence=LicenseStatus.NONE)
    assert finding.standing is Standing.AGAINST
    assert finding.evidence[0].text == "One state, for its own officers."


def test_a_fact_without_a_sourced_line_closes_nothing() -> None:
    front = role(training="residency", board="certified", licence="any_state", years=10)
    fit = fit_role(base_of(one=front), "one", UNMATCHED)
    assert fit.group is Group.LIKELY
    assert Standing.UNKNOWN in {finding.standing for finding in fit.findings}


def test_one_line_that_merely_helps_closes_nothing_and_two_tell_who_is_there() -> None:
    front = role(asks("helps", "board"), glance={"board_certification": glance("helps")}, board="certified")
    assert group_of(front, board=BoardStatus.NOT_ELIGIBLE) is Group.LIKELY
    typical = {"residency": glance(None), "board_certification": glance(None)}
    picture = role(glance=typical, training="residency", board="certified")
    assert group_of(picture, board=BoardStatus.NOT_ELIGIBLE, training=TrainingReached.DEGREE) is Group.CLOSED
    assert group_of(picture, board=BoardStatus.NOT_ELIGIBLE, training=TrainingReached.RESIDENCY) is Group.LIKELY


# Evidence


@pytest.mark.parametrize(
    ("need", "level"), [("law", Level.LAW), ("required", Level.EMPLOYERS), ("usual", Level.EMPLOYERS)]
)
def test_where_no_requirement_says_it_the_at_a_glance_line_does(need: str, level: Level) -> None:
    front = role(glance={"licence": glance(need)}, licence="any_state")
    finding = found(front, Gate.LICENSE, licence=LicenseStatus.NONE)
    assert finding.standing is Standing.STEPS
    (line,) = finding.evidence
    assert (line.level, line.text, line.sources) == (level, "as the page has it", ("posting-1",))
    assert finding.asked_by is level


def test_law_outweighs_custom_within_a_finding() -> None:
    front = role(
        asks("employers", "licence", "An employer's line."),
        asks("law", "licence", "The rule.", source="rule-1"),
        licence="any_state",
    )
    finding = found(front, Gate.LICENSE, licence=LicenseStatus.INACTIVE)
    assert finding.asked_by is Level.LAW
    assert [line.text for line in finding.evidence] == ["The rule.", "An employer's line."]


def test_law_outweighs_custom_within_a_role() -> None:
    front = role(RESIDENCY, LICENSE, training="residency", licence="any_state")
    fit = fit_role(base_of(one=front), "one", UNMATCHED)
    assert [(one.gate, one.asked_by) for one in fit.hindrances] == [
        (Gate.LICENSE, Level.LAW),
        (Gate.TRAINING, Level.EMPLOYERS),
    ]


def test_custom_alone_is_called_custom_and_what_speaks_against_it_stands_beside_it() -> None:
    front = role(BOARD, asks("not_required", "board", "The rule names no board.", "rule-1"), board="certified")
    finding = found(front, Gate.BOARD, board=BoardStatus.NOT_ELIGIBLE)
    assert finding.standing is Standing.BLOCKED
    assert finding.asked_by is Level.EMPLOYERS
    assert [line.level for line in finding.evidence] == [Level.EMPLOYERS, Level.NOT_REQUIRED]


def test_what_no_question_covered_is_listed_apart() -> None:
    front = role(LICENSE, asks("law", "other", "Citizens only."), asks("helps", "skill"), licence="any_state")
    fit = fit_role(base_of(one=front), "one", HOSPITALIST)
    assert [line.text for line in fit.not_tested] == ["Citizens only."]


# Groups and steps


def test_one_step_opens_and_two_steps_close() -> None:
    front = role(BOARD, LICENSE, board="certified", licence="any_state")
    lapsed, inactive = BoardStatus.LAPSED, LicenseStatus.INACTIVE
    assert group_of(front, board=BoardStatus.CERTIFIED, licence=LicenseStatus.ACTIVE) is Group.OPEN
    assert group_of(front, board=lapsed, licence=LicenseStatus.ACTIVE) is Group.STEP
    assert group_of(front, board=lapsed, licence=inactive) is Group.CLOSED
    fit = fit_role(base_of(one=front), "one", Answers(board=lapsed, licence=inactive))
    assert set(fit.steps) == {Step.RENEW_BOARD, Step.REACTIVATE_LICENSE}


def test_a_step_beside_what_no_step_mends_stays_closed() -> None:
    front = role(RESIDENCY, LICENSE, training="residency", licence="any_state")
    closed = group_of(front, training=TrainingReached.DEGREE, licence=LicenseStatus.INACTIVE)
    assert closed is Group.CLOSED


def test_a_step_tells_its_cost_where_a_guide_does_and_nothing_where_none_does() -> None:
    guide_id, title = STEP_GUIDES[Step.RENEW_BOARD]
    page: AnyPage = Page(guide_id, Path("g.md"), role(), parse_body(f"## {title}\nIt costs much.\n", 1))
    base = KnowledgeBase({guide_id: page}, {}, "test")
    told = told_of(base, Step.RENEW_BOARD)
    assert told is not None
    assert (told[0], told[1].markdown) == (guide_id, "It costs much.")
    assert told_of(base, Step.MORE_YEARS) is None
    assert told_of(base_of(), Step.RENEW_BOARD) is None, "a guide that is gone is unknown, not an error"


def test_two_things_that_some_ask_close_a_role_and_one_does_not() -> None:
    front = role(RESIDENCY, LICENSE, training="varies", licence="varies")
    assert group_of(front, training=TrainingReached.DEGREE, licence=LicenseStatus.NONE) is Group.CLOSED
    assert group_of(front, training=TrainingReached.DEGREE, licence=LicenseStatus.ACTIVE) is Group.LIKELY


def test_a_step_helps_nobody_who_lacks_two_things_that_some_ask_besides() -> None:
    front = role(RESIDENCY, LICENSE, BOARD, training="varies", licence="any_state", board="varies")
    resident: dict[str, Any] = {"licence": LicenseStatus.TRAINING_ONLY, "training": TrainingReached.IN_RESIDENCY}
    fit = fit_role(base_of(one=front), "one", Answers(**resident, board=BoardStatus.NOT_ELIGIBLE))
    assert fit.group is Group.CLOSED
    assert {finding.gate for finding in fit.hindrances} == {Gate.TRAINING, Gate.LICENSE, Gate.BOARD}
    assert group_of(front, **resident, board=BoardStatus.CERTIFIED) is Group.STEP


def test_without_a_license_and_without_residency_one_step_is_not_enough() -> None:
    front = role(LICENSE, licence="any_state")
    without = {"licence": LicenseStatus.NONE}
    assert group_of(front, **without, training=TrainingReached.DEGREE) is Group.CLOSED
    assert group_of(front, **without, training=TrainingReached.LEFT_RESIDENCY) is Group.STEP
    trained = {**without, "training": TrainingReached.RESIDENCY}
    assert group_of(front, **trained) is Group.CLOSED, "the notes cannot name what a first license takes"


def test_for_a_resident_the_end_of_residency_is_the_step_to_eligibility_too() -> None:
    answers: dict[str, Any] = {"training": TrainingReached.IN_RESIDENCY, "board": BoardStatus.NOT_ELIGIBLE}
    asked = (RESIDENCY, BOARD)
    fit = fit_role(base_of(one=role(*asked, training="residency", board="eligible")), "one", Answers(**answers))
    assert fit.steps == (Step.FINISH_RESIDENCY,)
    assert fit.group is Group.CLOSED, "years are no step"


def test_years_in_doubt_are_said_to_be_of_that_work_or_of_late() -> None:
    late = role(asks("employers", "experience", "Five years of clinical practice, some of it recent."), years=5)
    other = role(asks("employers", "experience", "Five years of drug safety."), years=5)
    base = base_of(late=late, other=other)
    texts = kept_text(base, Answers(years=20, training=TrainingReached.RESIDENCY, school=School.DOMESTIC))
    assert "recent practice" in texts
    assert "experience in that work" in texts


def test_a_reason_claims_nothing_that_the_notes_do_not_know() -> None:
    silent = role(training="unknown", licence="unknown", board="unknown", years=None)
    assert reason(fit_role(base_of(one=silent), "one", HOSPITALIST)) == "nothing in my notes stands against it"
    asked = role(RESIDENCY, training="residency", licence="none", board="unknown", years=None)
    assert reason(fit_role(base_of(one=asked), "one", HOSPITALIST)) == "you have: training; not asked: license"
