"""Which roles are open: each rule by itself."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from bot.fit.engine.answers import (
    CHOICES,
    MOST_YEARS,
    SEVERAL,
    Answers,
    BoardStatus,
    LicenceStatus,
    School,
    TrainingReached,
    Work,
)
from bot.fit.engine.evidence import Gate
from bot.fit.engine.gates import Finding, findings
from bot.fit.engine.ranking import Group, fit_role
from bot.fit.engine.rules import Standing
from bot.fit.engine.steps import STEP_GUIDES, Step, told_of
from bot.knowledge.base import AnyPage, KnowledgeBase, Page
from bot.knowledge.body import Body, parse_body
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import Level, MedicalField

HOSPITALIST = Answers(
    training=TrainingReached.RESIDENCY,
    specialty=MedicalField.INTERNAL,
    board=BoardStatus.CERTIFIED,
    licence=LicenceStatus.ACTIVE,
    school=School.DOMESTIC,
    years=6,
)
UNMATCHED = Answers(
    training=TrainingReached.DEGREE,
    board=BoardStatus.NOT_ELIGIBLE,
    licence=LicenceStatus.NONE,
    school=School.ABROAD,
    years=0,
)


def _choosing(question: str, choices: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    some = st.sampled_from(choices)
    return st.frozensets(some) if question in SEVERAL else st.none() | some


ANSWERS: st.SearchStrategy[Answers] = st.builds(
    Answers, **{question: _choosing(question, choices) for question, choices in CHOICES.items()}
)

UNKNOWN_GLANCE = {"value": "unknown"}
OPEN_TO_ALL: dict[str, Any] = {
    "training": "degree",
    "licence": "none",
    "board": "none",
    "img_open": "yes",
    "years": 0,
    "remote": "unknown",
    "hours": "unknown",
    "likes": ["detail"],
}


def asks(level: str, about: str, text: str = "A line of the page.", source: str = "posting-1") -> dict[str, Any]:
    return {"level": level, "about": about, "text": text, "sources": [source]}


def role(
    *requirements: dict[str, Any],
    glance: dict[str, Any] | None = None,
    pay: list[dict[str, Any]] | None = None,
    **fit: Any,
) -> RolePage:
    """Return the front matter of a role that is open to all, but for what is given."""
    names = ("degree", "licence", "board_certification", "residency", "experience", "patient_contact")
    return RolePage.model_validate(
        {
            "title": "Lighthouse reviewer",
            "summary": "You read keepers' files and say who may serve.",
            "asks": ["one question", "two questions", "three questions", "four questions", "five questions"],
            "reviewed": date(2026, 1, 2),
            "review_by": date(2099, 1, 2),
            "sector": "lighthouses",
            "at_a_glance": dict.fromkeys((*names, "remote", "travel", "hours"), UNKNOWN_GLANCE) | (glance or {}),
            "requirements": [*requirements, asks("not_required", "skill"), asks("not_required", "certification")],
            "ways_in": [{"text": "Write to a reviewer.", "cost": "free"}],
            "pay": pay or [],
            "fit": OPEN_TO_ALL | fit,
        }
    )


def base_of(**roles: RolePage) -> KnowledgeBase:
    pages: dict[str, AnyPage] = {
        name: Page(name, Path(f"{name}.md"), front, Body((), "", 1)) for name, front in roles.items()
    }
    return KnowledgeBase(pages, {}, "test")


def found(front: RolePage, gate: Gate, **answers: Any) -> Finding:
    return next(finding for finding in findings(front, Answers(**answers)) if finding.gate is gate)


def group_of(front: RolePage, **answers: Any) -> Group:
    return fit_role(base_of(one=front), "one", Answers(**answers)).group


RESIDENCY = asks("employers", "residency")


@pytest.mark.parametrize(
    ("needed", "reached", "standing", "steps"),
    [
        ("no_degree", "degree", Standing.AGAINST, ()),
        ("degree", "degree", Standing.AGAINST, ()),
        ("degree", "residency", Standing.MET, ()),
        ("some_residency", "degree", Standing.BLOCKED, ()),
        ("some_residency", "left_residency", Standing.MET, ()),
        ("some_residency", "in_residency", Standing.MET, ()),
        ("residency", "degree", Standing.BLOCKED, ()),
        ("residency", "left_residency", Standing.BLOCKED, ()),
        ("residency", "in_residency", Standing.STEPS, (Step.FINISH_RESIDENCY,)),
        ("residency", "residency", Standing.MET, ()),
        ("fellowship", "in_residency", Standing.STEPS, (Step.FINISH_RESIDENCY, Step.FELLOWSHIP)),
        ("fellowship", "residency", Standing.STEPS, (Step.FELLOWSHIP,)),
        ("fellowship", "fellowship", Standing.MET, ()),
        ("varies", "degree", Standing.AGAINST, ()),
        ("varies", "residency", Standing.MET, ()),
        ("unknown", "degree", Standing.BLOCKED, ()),
        ("unknown", "fellowship", Standing.MET, ()),
    ],
)
def test_training(needed: str, reached: str, standing: Standing, steps: tuple[Step, ...]) -> None:
    finding = found(role(RESIDENCY, training=needed), Gate.TRAINING, training=TrainingReached(reached))
    assert (finding.standing, finding.steps) == (standing, steps)


LICENCE = asks("law", "licence", source="rule-1")


@pytest.mark.parametrize(
    ("needed", "held", "standing", "steps"),
    [
        ("none", "none", Standing.AGAINST, ()),
        ("any_state", "active", Standing.MET, ()),
        ("any_state", "restricted", Standing.STEPS, (Step.LIFT_RESTRICTION,)),
        ("any_state", "training_only", Standing.STEPS, (Step.EARLY_LICENCE,)),
        ("any_state", "inactive", Standing.STEPS, (Step.REACTIVATE_LICENCE,)),
        ("any_state", "none", Standing.STEPS, (Step.FIRST_LICENCE,)),
        ("state_of_work", "active", Standing.DEPENDS, ()),
        ("state_of_work", "inactive", Standing.STEPS, (Step.REACTIVATE_LICENCE,)),
        ("eligible", "inactive", Standing.MET, ()),
        ("eligible", "restricted", Standing.DEPENDS, ()),
        ("eligible", "none", Standing.DEPENDS, ()),
        ("varies", "active", Standing.MET, ()),
        ("varies", "none", Standing.AGAINST, ()),
        ("unknown", "none", Standing.STEPS, (Step.FIRST_LICENCE,)),
    ],
)
def test_licence(needed: str, held: str, standing: Standing, steps: tuple[Step, ...]) -> None:
    finding = found(role(LICENCE, licence=needed), Gate.LICENCE, licence=LicenceStatus(held))
    assert (finding.standing, finding.steps) == (standing, steps)


def test_without_a_licence_and_without_residency_one_step_is_not_enough() -> None:
    front = role(LICENCE, licence="any_state")
    without = {"licence": LicenceStatus.NONE}
    assert group_of(front, **without, training=TrainingReached.DEGREE) is Group.CLOSED
    assert group_of(front, **without, training=TrainingReached.LEFT_RESIDENCY) is Group.STEP
    trained = {**without, "training": TrainingReached.RESIDENCY}
    assert group_of(front, **trained) is Group.CLOSED, "the notes cannot name what a first license takes"


BOARD = asks("employers", "board")


@pytest.mark.parametrize(
    ("needed", "status", "standing", "steps"),
    [
        ("none", "not_eligible", Standing.AGAINST, ()),
        ("eligible", "eligible", Standing.MET, ()),
        ("eligible", "lapsed", Standing.STEPS, (Step.RENEW_BOARD,)),
        ("eligible", "not_eligible", Standing.BLOCKED, ()),
        ("certified", "certified", Standing.MET, ()),
        ("certified", "eligible", Standing.STEPS, (Step.BOARD_EXAM,)),
        ("certified", "lapsed", Standing.STEPS, (Step.RENEW_BOARD,)),
        ("certified", "not_eligible", Standing.BLOCKED, ()),
        ("varies", "certified", Standing.MET, ()),
        ("varies", "not_eligible", Standing.AGAINST, ()),
        ("varies", "eligible", Standing.DEPENDS, ()),
        ("unknown", "not_eligible", Standing.AGAINST, ()),
    ],
)
def test_board(needed: str, status: str, standing: Standing, steps: tuple[Step, ...]) -> None:
    finding = found(role(BOARD, board=needed), Gate.BOARD, board=BoardStatus(status))
    assert (finding.standing, finding.steps) == (standing, steps)


def test_for_a_resident_the_end_of_residency_is_the_step_to_eligibility_too() -> None:
    answers: dict[str, Any] = {"training": TrainingReached.IN_RESIDENCY, "board": BoardStatus.NOT_ELIGIBLE}
    asked = (RESIDENCY, BOARD)
    fit = fit_role(base_of(one=role(*asked, training="residency", board="eligible")), "one", Answers(**answers))
    assert fit.steps == (Step.FINISH_RESIDENCY,)
    assert fit.group is Group.CLOSED, "years are no step"


EXPERIENCE = asks("employers", "experience")


@pytest.mark.parametrize(
    ("needed", "years", "standing", "short"),
    [
        (0, 0, Standing.DEPENDS, 0),
        (5, 5, Standing.DEPENDS, 0),
        (5, 4, Standing.STEPS, 1),
        (20, MOST_YEARS, Standing.DEPENDS, 0),
        (None, 0, Standing.DEPENDS, 0),
    ],
)
def test_years(needed: int | None, years: int, standing: Standing, short: int) -> None:
    finding = found(role(EXPERIENCE, years=needed), Gate.YEARS, years=years)
    assert (finding.standing, finding.years_short) == (standing, short)


def test_enough_years_still_depend_on_what_was_done_in_them() -> None:
    finding = found(role(EXPERIENCE, years=5), Gate.YEARS, years=12)
    assert finding.standing is Standing.DEPENDS
    assert finding.evidence, "the line that says which kind of experience"


@pytest.mark.parametrize(
    ("openness", "standing"),
    [
        ("yes", Standing.MET),
        ("varies", Standing.DEPENDS),
        ("unknown", Standing.UNKNOWN),
        ("no", Standing.BLOCKED),
    ],
)
def test_a_degree_from_abroad(openness: str, standing: Standing) -> None:
    front = role(asks("law", "degree"), img_open=openness)
    assert found(front, Gate.SCHOOL, school=School.ABROAD).standing is standing


def test_a_degree_from_home_is_no_question() -> None:
    gates = [finding.gate for finding in findings(role(img_open="no"), Answers(school=School.DOMESTIC))]
    assert Gate.SCHOOL not in gates


def test_a_school_that_was_not_told_is_mentioned_only_where_it_could_close_a_role() -> None:
    assert Gate.SCHOOL not in [finding.gate for finding in findings(role(img_open="varies"), Answers())]
    assert found(role(img_open="no"), Gate.SCHOOL).standing is Standing.UNSAID


# What closes nothing


CLOSED_IN_ALL = role(
    RESIDENCY,
    LICENCE,
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
    assert {finding.gate for finding in fit.doubts} == {Gate.TRAINING, Gate.LICENCE, Gate.BOARD, Gate.SCHOOL}


def test_what_varies_closes_nothing_even_where_a_law_stands_behind_it() -> None:
    front = role(asks("law", "licence", "One state, for its own officers."), licence="varies")
    finding = found(front, Gate.LICENCE, licence=LicenceStatus.NONE)
    assert finding.standing is Standing.AGAINST
    assert finding.evidence[0].text == "One state, for its own officers."


def test_a_fact_without_a_sourced_line_closes_nothing() -> None:
    front = role(training="residency", board="certified", licence="any_state", years=10)
    fit = fit_role(base_of(one=front), "one", UNMATCHED)
    assert fit.group is Group.LIKELY
    assert Standing.UNKNOWN in {finding.standing for finding in fit.findings}


def test_a_line_that_merely_helps_closes_nothing() -> None:
    front = role(asks("helps", "board"), glance={"board_certification": glance("helps")}, board="certified")
    assert group_of(front, board=BoardStatus.NOT_ELIGIBLE) is Group.LIKELY


def glance(need: str | None, value: str = "as the page has it") -> dict[str, Any]:
    return {"value": value, "need": need, "sources": ["posting-1"]}


# Evidence


@pytest.mark.parametrize(
    ("need", "level"), [("law", Level.LAW), ("required", Level.EMPLOYERS), ("usual", Level.EMPLOYERS)]
)
def test_where_no_requirement_says_it_the_at_a_glance_line_does(need: str, level: Level) -> None:
    front = role(glance={"licence": glance(need)}, licence="any_state")
    finding = found(front, Gate.LICENCE, licence=LicenceStatus.NONE)
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
    finding = found(front, Gate.LICENCE, licence=LicenceStatus.INACTIVE)
    assert finding.asked_by is Level.LAW
    assert [line.text for line in finding.evidence] == ["The rule.", "An employer's line."]


def test_law_outweighs_custom_within_a_role() -> None:
    front = role(RESIDENCY, LICENCE, training="residency", licence="any_state")
    fit = fit_role(base_of(one=front), "one", UNMATCHED)
    assert [(one.gate, one.asked_by) for one in fit.hindrances] == [
        (Gate.LICENCE, Level.LAW),
        (Gate.TRAINING, Level.EMPLOYERS),
    ]


def test_custom_alone_is_called_custom_and_what_speaks_against_it_stands_beside_it() -> None:
    front = role(BOARD, asks("not_required", "board", "The rule names no board.", "rule-1"), board="certified")
    finding = found(front, Gate.BOARD, board=BoardStatus.NOT_ELIGIBLE)
    assert finding.standing is Standing.BLOCKED
    assert finding.asked_by is Level.EMPLOYERS
    assert [line.level for line in finding.evidence] == [Level.EMPLOYERS, Level.NOT_REQUIRED]


def test_what_no_question_covered_is_listed_apart() -> None:
    front = role(LICENCE, asks("law", "other", "Citizens only."), asks("helps", "skill"), licence="any_state")
    fit = fit_role(base_of(one=front), "one", HOSPITALIST)
    assert [line.text for line in fit.not_tested] == ["Citizens only."]


# Groups and steps


def test_one_step_opens_and_two_steps_close() -> None:
    front = role(BOARD, LICENCE, board="certified", licence="any_state")
    lapsed, inactive = BoardStatus.LAPSED, LicenceStatus.INACTIVE
    assert group_of(front, board=BoardStatus.CERTIFIED, licence=LicenceStatus.ACTIVE) is Group.OPEN
    assert group_of(front, board=lapsed, licence=LicenceStatus.ACTIVE) is Group.STEP
    assert group_of(front, board=lapsed, licence=inactive) is Group.CLOSED
    fit = fit_role(base_of(one=front), "one", Answers(board=lapsed, licence=inactive))
    assert set(fit.steps) == {Step.RENEW_BOARD, Step.REACTIVATE_LICENCE}


def test_a_step_beside_what_no_step_mends_stays_closed() -> None:
    front = role(RESIDENCY, LICENCE, training="residency", licence="any_state")
    closed = group_of(front, training=TrainingReached.DEGREE, licence=LicenceStatus.INACTIVE)
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


# Citizenship, training abroad, field of medicine


@pytest.mark.parametrize(
    ("needed", "have", "standing"),
    [
        ("citizen", Work.CITIZEN, Standing.MET),
        ("citizen", Work.GREEN_CARD, Standing.BLOCKED),
        ("citizen", Work.NEEDS_VISA, Standing.BLOCKED),
        ("citizen", Work.RATHER_NOT, Standing.UNSAID),
        ("citizen", None, Standing.UNSAID),
        ("permanent", Work.GREEN_CARD, Standing.MET),
        ("permanent", Work.NEEDS_VISA, Standing.BLOCKED),
        ("varies", Work.GREEN_CARD, Standing.DEPENDS),
        ("unknown", Work.NEEDS_VISA, Standing.UNKNOWN),
    ],
)
def test_permission_to_work(needed: str, have: Work | None, standing: Standing) -> None:
    front = role(asks("employers", "other", "US citizens."), work=needed)
    assert found(front, Gate.WORK, work=have).standing is standing


def test_permission_to_work_is_no_question_where_the_notes_know_nothing_and_none_is_needed() -> None:
    gates = [finding.gate for finding in findings(role(), Answers(work=Work.GREEN_CARD))]
    assert Gate.WORK not in gates


def test_a_first_license_is_no_step_without_training_here() -> None:
    front = role(LICENCE, licence="any_state")
    trained: dict[str, Any] = {"training": TrainingReached.RESIDENCY, "licence": LicenceStatus.NONE}
    abroad = found(front, Gate.LICENCE, **trained, trained_in=School.ABROAD)
    assert (abroad.standing, abroad.steps) == (Standing.BLOCKED, ())
    unsaid = found(front, Gate.LICENCE, **trained, school=School.ABROAD)
    assert unsaid.standing is Standing.BLOCKED
    assert found(front, Gate.LICENCE, **trained, trained_in=School.DOMESTIC).standing is Standing.STEPS


def test_residency_abroad_is_not_known_to_count() -> None:
    front = role(RESIDENCY, training="residency")
    trained = {"training": TrainingReached.RESIDENCY, "trained_in": School.ABROAD}
    assert found(front, Gate.TRAINING, **trained).standing is Standing.DEPENDS


def test_a_role_for_some_fields_is_closed_to_others() -> None:
    front = role(BOARD, fields=["pathology"])
    assert found(front, Gate.FIELD, specialty=MedicalField.SURGERY).standing is Standing.BLOCKED
    assert found(front, Gate.FIELD, specialty=MedicalField.PATHOLOGY).standing is Standing.MET
    assert found(front, Gate.FIELD).standing is Standing.UNSAID


def test_years_in_practice_count_where_the_card_asks_for_those() -> None:
    line = asks("employers", "experience", "At least five years of clinical work in hospital.")
    assert found(role(line, years=5), Gate.YEARS, years=6).standing is Standing.MET
    industry = asks("employers", "experience", "Five years of drug safety, clinical work counts.")
    assert found(role(industry, years=5), Gate.YEARS, years=6).standing is Standing.DEPENDS


def test_two_things_that_some_ask_close_a_role_and_one_does_not() -> None:
    front = role(RESIDENCY, LICENCE, training="varies", licence="varies")
    assert group_of(front, training=TrainingReached.DEGREE, licence=LicenceStatus.NONE) is Group.CLOSED
    assert group_of(front, training=TrainingReached.DEGREE, licence=LicenceStatus.ACTIVE) is Group.LIKELY
