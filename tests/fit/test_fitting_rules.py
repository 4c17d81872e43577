"""Which roles are open: each rule by itself."""

from typing import Any

import pytest

from bot.fit.engine.answers import MOST_YEARS, Answers, BoardStatus, LicenseStatus, School, TrainingReached, Work
from bot.fit.engine.evidence import Gate
from bot.fit.engine.gates import findings
from bot.fit.engine.rules import Standing
from bot.fit.engine.steps import Step
from bot.knowledge.vocabulary import MedicalField
from tests.fit.people import UNMATCHED
from tests.fit.roles import BOARD, EXPERIENCE, LICENSE, RESIDENCY, asks, found, role


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


@pytest.mark.parametrize(
    ("needed", "held", "standing", "steps"),
    [
        ("none", "none", Standing.AGAINST, ()),
        ("any_state", "active", Standing.MET, ()),
        ("any_state", "restricted", Standing.STEPS, (Step.LIFT_RESTRICTION,)),
        ("any_state", "training_only", Standing.STEPS, (Step.EARLY_LICENSE,)),
        ("any_state", "inactive", Standing.STEPS, (Step.REACTIVATE_LICENSE,)),
        ("any_state", "none", Standing.STEPS, (Step.FIRST_LICENSE,)),
        ("state_of_work", "active", Standing.MET, ()),
        ("state_of_work", "inactive", Standing.STEPS, (Step.REACTIVATE_LICENSE,)),
        ("eligible", "inactive", Standing.MET, ()),
        ("eligible", "restricted", Standing.DEPENDS, ()),
        ("eligible", "none", Standing.DEPENDS, ()),
        ("varies", "active", Standing.MET, ()),
        ("varies", "none", Standing.AGAINST, ()),
        ("unknown", "none", Standing.STEPS, (Step.FIRST_LICENSE,)),
    ],
)
def test_license(needed: str, held: str, standing: Standing, steps: tuple[Step, ...]) -> None:
    finding = found(role(LICENSE, licence=needed), Gate.LICENSE, licence=LicenseStatus(held))
    assert (finding.standing, finding.steps) == (standing, steps)


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
        ("visa_varies", Work.GREEN_CARD, Standing.MET),
        ("visa_varies", Work.NEEDS_VISA, Standing.DEPENDS),
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
    front = role(LICENSE, licence="any_state")
    trained: dict[str, Any] = {"training": TrainingReached.RESIDENCY, "licence": LicenseStatus.NONE}
    abroad = found(front, Gate.LICENSE, **trained, trained_in=School.ABROAD)
    assert (abroad.standing, abroad.steps) == (Standing.BLOCKED, ())
    unsaid = found(front, Gate.LICENSE, **trained, school=School.ABROAD)
    assert unsaid.standing is Standing.BLOCKED
    assert found(front, Gate.LICENSE, **trained, trained_in=School.DOMESTIC).standing is Standing.STEPS


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


@pytest.mark.parametrize(
    ("line", "years", "standing"),
    [
        ("Five years of professional healthcare work.", 6, Standing.MET),
        ("Five years of professional healthcare work.", 4, Standing.DEPENDS),
        ("Five years of clinical work, some of it recent.", 20, Standing.DEPENDS),
        ("Eight years of work in practice; the text breaks off.", 20, Standing.DEPENDS),
        ("Years: five in clinical practice at one hospital (2018).", 5, Standing.MET),
        ("Years of clinical practice are asked for.", 20, Standing.DEPENDS),
    ],
)
def test_where_the_page_sums_up_no_years_its_lines_are_read(line: str, years: int, standing: Standing) -> None:
    assert found(role(asks("employers", "experience", line), years=None), Gate.YEARS, years=years).standing is standing


def test_too_few_years_are_asked_by_some_where_others_name_no_number() -> None:
    lines = [asks("law", "experience", text) for text in ("Five years of clinical work.", "Clinical work.")]
    assert found(role(*lines, years=5), Gate.YEARS, years=2).standing is Standing.AGAINST
    assert found(role(lines[0], years=5), Gate.YEARS, years=2).standing is Standing.STEPS


def test_years_that_only_help_are_met_by_as_many() -> None:
    front = role(asks("helps", "experience", "Five years, in the typical picture."), years=5)
    assert found(front, Gate.YEARS, years=6).standing is Standing.MET
    assert found(front, Gate.YEARS, years=1).standing is Standing.AGAINST


def test_one_supervised_year_is_no_finished_residency() -> None:
    front = role(asks("law", "residency", "One year of supervised clinical training."), training="varies")
    assert found(front, Gate.TRAINING, training=TrainingReached.LEFT_RESIDENCY).standing is Standing.MET
    assert found(front, Gate.TRAINING, training=TrainingReached.DEGREE).standing is Standing.AGAINST


@pytest.mark.parametrize(("gate", "about"), [(Gate.LICENSE, "licence"), (Gate.BOARD, "board")])
def test_what_a_rule_says_is_not_required_makes_what_some_ask_depend_on_the_post(gate: Gate, about: str) -> None:
    asking, spared = asks("employers", about), asks("not_required", about)
    varies: dict[str, Any] = {about: "varies"}
    lacking: dict[str, Any] = {"licence": LicenseStatus.NONE, "board": BoardStatus.NOT_ELIGIBLE}
    assert found(role(asking, **varies), gate, **lacking).standing is Standing.AGAINST
    assert found(role(asking, spared, **varies), gate, **lacking).standing is Standing.DEPENDS


@pytest.mark.parametrize(
    ("line", "standing"),
    [
        ("Certification in forensic pathology.", Standing.DEPENDS),
        ("Geriatrics, or a primary specialty.", Standing.MET),
        ("Certification.", Standing.MET),
    ],
)
def test_a_certificate_need_not_be_the_subspecialty_that_is_asked(line: str, standing: Standing) -> None:
    front = role(asks("employers", "board", line), board="certified")
    assert found(front, Gate.BOARD, board=BoardStatus.CERTIFIED).standing is standing


def test_residency_that_is_asked_only_in_another_field_is_a_doubt() -> None:
    front = role(asks("employers", "residency", "A residency in occupational medicine."), training="varies")
    assert found(front, Gate.FIELD, specialty=MedicalField.SURGERY).standing is Standing.DEPENDS
    gates = [finding.gate for finding in findings(front, Answers(specialty=MedicalField.PREVENTIVE))]
    assert Gate.FIELD not in gates


SETTLED: dict[str, Any] = {
    "school": School.ABROAD,
    "training": TrainingReached.RESIDENCY,
    "trained_in": School.DOMESTIC,
    "licence": LicenseStatus.ACTIVE,
}


@pytest.mark.parametrize(
    ("openness", "degree", "standing"),
    [
        ("unknown", "MD or DO.", Standing.MET),
        ("varies", "MD, or ECFMG certified.", Standing.MET),
        ("varies", "From a school on a list.", Standing.DEPENDS),
        ("no", "From a school here.", Standing.BLOCKED),
    ],
)
def test_residency_and_a_license_here_settle_what_a_degree_is_worth(
    openness: str, degree: str, standing: Standing
) -> None:
    front = role(asks("law", "degree", degree), img_open=openness)
    assert found(front, Gate.SCHOOL, **SETTLED).standing is standing
    unlicensed = SETTLED | {"licence": LicenseStatus.NONE}
    assert found(front, Gate.SCHOOL, **unlicensed).standing is not Standing.MET


def test_where_no_degree_is_asked_none_is_from_the_wrong_place() -> None:
    gates = [finding.gate for finding in findings(role(training="no_degree", img_open="unknown"), UNMATCHED)]
    assert Gate.SCHOOL not in gates
