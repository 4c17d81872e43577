"""Rankings of the pages that ship, for any answers and for typical ones."""

import hypothesis
import pytest
from hypothesis import given

from bot.fit.engine.answers import CHOICES, Answers, BoardStatus, LicenseStatus, TrainingReached, Work
from bot.fit.engine.evidence import ASKING, Gate, asks_for
from bot.fit.engine.ranking import Group, best_of, fit_roles
from bot.fit.engine.rules import IN_DOUBT, SHUT, Standing
from bot.fit.engine.steps import STEP_GUIDES, told_of
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import Level, PageKind
from tests.fit.people import ANSWERS, HOSPITALIST, SURGEON, UNMATCHED
from tests.fit.profiles import PROFILES

WISHES = ("travel", "remote", "hours", "pay_floor", "likes", "dislikes")
RANKINGS = hypothesis.settings(max_examples=30, deadline=None)
"""Each example ranks every role, which takes milliseconds."""


@RANKINGS
@given(answers=ANSWERS)
def test_every_role_that_is_not_open_says_who_asks_with_a_source(shipped: KnowledgeBase, answers: Answers) -> None:
    for fit in fit_roles(shipped, answers):
        assert (fit.group in {Group.OPEN, Group.LIKELY}) == (not fit.hindrances)
        for finding in fit.hindrances:
            asking = [line for line in finding.evidence if line.level in ASKING]
            told = asking or finding.gate is Gate.WORK or (finding.standing is Standing.AGAINST and finding.evidence)
            assert told, (fit.role.id, finding.gate)
            assert all(line.sources and set(line.sources) <= set(shipped.sources) for line in asking)


@RANKINGS
@given(answers=ANSWERS)
def test_open_means_that_every_condition_is_known_and_met(shipped: KnowledgeBase, answers: Answers) -> None:
    for fit in fit_roles(shipped, answers):
        standings = {finding.standing for finding in fit.findings}
        assert (fit.group is Group.OPEN) == (standings == {Standing.MET})
        assert fit.group is not Group.LIKELY or standings <= {Standing.MET, *IN_DOUBT}


_LACKING = {
    Gate.TRAINING: Answers(training=TrainingReached.DEGREE),
    Gate.LICENSE: Answers(licence=LicenseStatus.NONE, training=TrainingReached.DEGREE),
    Gate.BOARD: Answers(board=BoardStatus.NOT_ELIGIBLE),
}


@pytest.mark.parametrize("gate", list(_LACKING))
def test_what_a_card_asks_for_is_never_open_to_whoever_lacks_it(shipped: KnowledgeBase, gate: Gate) -> None:
    for fit in fit_roles(shipped, _LACKING[gate]):
        finding = next(one for one in fit.findings if one.gate is gate)
        if asks_for(fit.role.front, gate):
            assert fit.group is not Group.OPEN, fit.role.id
            is_spared = any(line.level is Level.NOT_REQUIRED for line in finding.evidence)
            assert finding.standing in {Standing.AGAINST, Standing.BLOCKED, Standing.STEPS} or (
                finding.standing is Standing.DEPENDS and is_spared
            ), fit.role.id
            assert finding.evidence, fit.role.id


def test_a_card_that_names_citizenship_says_so_to_fit_and_the_other_way_round(shipped: KnowledgeBase) -> None:
    for role in shipped.of_kind(PageKind.ROLE):
        front = shipped.role(role.id).front
        assert (front.at_a_glance.work_permission is None) == (front.fit.work == "unknown"), role.id
        if front.fit.work in {"citizen", "permanent"}:
            foreign = next(f for f in fit_roles(shipped, Answers(work=Work.NEEDS_VISA)) if f.role.id == role.id)
            assert foreign.group is Group.CLOSED


@RANKINGS
@given(answers=ANSWERS)
def test_wishes_never_move_a_role_between_groups(shipped: KnowledgeBase, answers: Answers) -> None:
    plain = Answers(**{name: getattr(answers, name) for name in CHOICES if name not in WISHES})
    with_wishes = {fit.role.id: fit.group for fit in fit_roles(shipped, answers)}
    assert with_wishes == {fit.role.id: fit.group for fit in fit_roles(shipped, plain)}


@RANKINGS
@given(answers=ANSWERS)
def test_the_same_answers_give_the_same_ranking_of_every_role(shipped: KnowledgeBase, answers: Answers) -> None:
    once, again = fit_roles(shipped, answers), fit_roles(shipped, answers)
    assert [fit.role.id for fit in once] == [fit.role.id for fit in again]
    assert len(once) == len(shipped.of_kind(PageKind.ROLE))


@RANKINGS
@given(answers=ANSWERS)
def test_only_what_the_page_holds_firm_can_shut(shipped: KnowledgeBase, answers: Answers) -> None:
    loose = {"varies", "none", "no_degree", "degree"}
    for fit in fit_roles(shipped, answers):
        facts = fit.role.front.fit
        firm = {
            Gate.TRAINING: facts.training not in loose,
            Gate.LICENSE: facts.licence not in loose,
            Gate.BOARD: facts.board not in loose,
            Gate.YEARS: bool(facts.years),
            Gate.SCHOOL: facts.img_open == "no",
            Gate.WORK: facts.work in {"citizen", "permanent"},
            Gate.FIELD: bool(facts.fields),
        }
        assert all(firm[finding.gate] for finding in fit.findings if finding.standing in SHUT)


def test_nothing_is_closed_to_who_answers_nothing(shipped: KnowledgeBase) -> None:
    assert {fit.group for fit in fit_roles(shipped, Answers())} <= {Group.OPEN, Group.LIKELY}


def test_what_a_hospitalist_wants_comes_first(shipped: KnowledgeBase) -> None:
    answers = HOSPITALIST.answering("remote", ["full"]).answering("hours", ["full_time"]).answering("likes", ["detail"])
    assert "um-medical-director" in [fit.role.id for fit in best_of(fit_roles(shipped, answers), 6)]


def test_a_surgeon_sees_first_what_wants_a_surgeon(shipped: KnowledgeBase) -> None:
    best = [fit.role.id for fit in best_of(fit_roles(shipped, SURGEON), 6)]
    assert (
        len({"expert-witness", "ime-examiner", "device-medical-director", "independent-peer-reviewer"} & set(best)) >= 3
    )


def test_without_residency_and_license_the_law_closes_what_it_closes(shipped: KnowledgeBase) -> None:
    fits = {fit.role.id: fit for fit in fit_roles(shipped, UNMATCHED)}
    reviewer = fits["um-medical-director"]
    assert reviewer.group is Group.CLOSED
    assert reviewer.hindrances[0].gate is Gate.LICENSE
    assert reviewer.hindrances[0].asked_by is Level.LAW
    training = next(one for one in reviewer.hindrances if one.gate is Gate.TRAINING)
    assert training.asked_by is Level.EMPLOYERS, "residency is custom there"


def test_a_graduate_from_abroad_sees_where_the_notes_say_yes(shipped: KnowledgeBase) -> None:
    fits = {fit.role.id: fit for fit in fit_roles(shipped, UNMATCHED)}
    school = next(one for one in fits["fda-medical-officer"].findings if one.gate is Gate.SCHOOL)
    assert school.standing is Standing.MET
    assert school.evidence


def test_every_guide_that_a_step_leads_to_has_its_section(shipped: KnowledgeBase) -> None:
    for step in STEP_GUIDES:
        told = told_of(shipped, step)
        assert told is not None, step
        assert told[1].markdown


@pytest.mark.parametrize("name", list(PROFILES))
def test_invented_people_get_the_groups_that_a_careful_reader_gives(shipped: KnowledgeBase, name: str) -> None:
    answers, expected = PROFILES[name]
    groups = {fit.role.id: fit.group for fit in fit_roles(shipped, answers)}
    assert {role: groups[role] for role in expected} == expected
