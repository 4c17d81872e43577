"""Rankings of the pages that ship, for any answers and for typical ones."""

from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from hypothesis import given

from bot.fit.engine.answers import CHOICES, Answers
from bot.fit.engine.evidence import ASKING, Gate
from bot.fit.engine.gates import SHUT, Standing
from bot.fit.engine.ranking import Group, RoleFit, fit_roles
from bot.fit.engine.steps import STEP_GUIDES, told_of
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.vocabulary import Level, PageKind
from tests.unit.test_fitting import ANSWERS, HOSPITALIST, UNMATCHED

WISHES = ("travel", "remote", "hours", "pay_floor", "likes", "dislikes", "specialty")
RANKINGS = hypothesis.settings(max_examples=30, deadline=None)
"""Each example ranks every role, which takes milliseconds."""

SHIPPED = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load(SHIPPED, datetime.now(UTC).date(), []).require()


@RANKINGS
@given(answers=ANSWERS)
def test_every_role_that_is_not_open_says_who_asks_with_a_source(base: KnowledgeBase, answers: Answers) -> None:
    for fit in fit_roles(base, answers):
        assert (fit.group is Group.OPEN) == (not fit.hindrances)
        for finding in fit.hindrances:
            asking = [line for line in finding.evidence if line.level in ASKING]
            assert asking, (fit.role.id, finding.gate)
            assert all(line.sources and set(line.sources) <= set(base.sources) for line in asking)


@RANKINGS
@given(answers=ANSWERS)
def test_wishes_never_move_a_role_between_groups(base: KnowledgeBase, answers: Answers) -> None:
    plain = Answers(**{name: getattr(answers, name) for name in CHOICES if name not in WISHES})
    with_wishes = {fit.role.id: fit.group for fit in fit_roles(base, answers)}
    assert with_wishes == {fit.role.id: fit.group for fit in fit_roles(base, plain)}


@RANKINGS
@given(answers=ANSWERS)
def test_the_same_answers_give_the_same_ranking_of_every_role(base: KnowledgeBase, answers: Answers) -> None:
    once, again = fit_roles(base, answers), fit_roles(base, answers)
    assert [fit.role.id for fit in once] == [fit.role.id for fit in again]
    assert len(once) == len(base.of_kind(PageKind.ROLE))


@RANKINGS
@given(answers=ANSWERS)
def test_only_what_the_page_holds_firm_can_shut(base: KnowledgeBase, answers: Answers) -> None:
    loose = {"varies", "unknown", "none", "no_degree", "degree"}
    for fit in fit_roles(base, answers):
        facts = fit.role.front.fit
        firm = {
            Gate.TRAINING: facts.training not in loose,
            Gate.LICENCE: facts.licence not in loose,
            Gate.BOARD: facts.board not in loose,
            Gate.YEARS: bool(facts.years),
            Gate.SCHOOL: facts.img_open == "no",
        }
        assert all(firm[finding.gate] for finding in fit.findings if finding.standing in SHUT)


def members(fits: tuple[RoleFit, ...], group: Group) -> set[str]:
    return {fit.role.id for fit in fits if fit.group is group}


def test_nothing_is_closed_to_who_answers_nothing(base: KnowledgeBase) -> None:
    assert {fit.group for fit in fit_roles(base, Answers())} == {Group.OPEN}


def test_a_certified_hospitalist_finds_the_usual_roles_open(base: KnowledgeBase) -> None:
    fits = fit_roles(base, HOSPITALIST)
    expected = {"um-medical-director", "physician-advisor", "independent-peer-reviewer", "medical-science-liaison"}
    assert expected <= members(fits, Group.OPEN)
    assert "device-medical-director" in members(fits, Group.CLOSED), "ten years are asked, and six are not nearly ten"
    assert "regulatory-affairs-physician" in members(fits, Group.STEP), "seven years are asked"


def test_what_a_hospitalist_wants_comes_first(base: KnowledgeBase) -> None:
    answers = HOSPITALIST.answering("remote", ["full"]).answering("hours", ["full_time"]).answering("likes", ["detail"])
    first = [fit.role.id for fit in fit_roles(base, answers)][:3]
    assert "um-medical-director" in first


def test_without_residency_and_licence_the_law_closes_what_it_closes(base: KnowledgeBase) -> None:
    fits = {fit.role.id: fit for fit in fit_roles(base, UNMATCHED)}
    reviewer = fits["um-medical-director"]
    assert reviewer.group is Group.CLOSED
    assert reviewer.hindrances[0].gate is Gate.LICENCE
    assert reviewer.hindrances[0].asked_by is Level.LAW
    training = next(one for one in reviewer.hindrances if one.gate is Gate.TRAINING)
    assert training.asked_by is Level.EMPLOYERS, "residency is custom there"
    for page_id in (
        "medical-science-liaison",
        "regulatory-medical-writer",
        "clinical-ai-evaluator",
        "health-journalist",
    ):
        assert fits[page_id].group is Group.OPEN


def test_a_graduate_from_abroad_sees_where_the_notes_say_yes(base: KnowledgeBase) -> None:
    fits = {fit.role.id: fit for fit in fit_roles(base, UNMATCHED)}
    school = next(one for one in fits["fda-medical-officer"].findings if one.gate is Gate.SCHOOL)
    assert school.standing is Standing.MET
    assert school.evidence


def test_every_guide_that_a_step_leads_to_has_its_section(base: KnowledgeBase) -> None:
    for step in STEP_GUIDES:
        told = told_of(base, step)
        assert told is not None, step
        assert told[1].markdown
