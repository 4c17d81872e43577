"""The index over the shipped pages answers the open questions as well as `make bench-ask` says."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.ask.__main__ import QUESTIONS, read_questions
from bot.ask.engine.answerer import Answer, Answerer, Outcome
from bot.ask.engine.embedding import WordLlamaEmbedder
from bot.ask.engine.question import NameFinder
from bot.ask.engine.scope import ScopeJudge
from bot.ask.engine.words import expanded
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.vocabulary import PageKind

pytestmark = pytest.mark.xdist_group("ask")  # one worker builds the index

Answers = list[tuple[dict[str, Any], Answer]]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load(ROOT / "knowledge", datetime.now(UTC).date()).require()


@pytest.fixture(scope="module")
def answerer(base: KnowledgeBase) -> Answerer:
    return Answerer(base, WordLlamaEmbedder())


@pytest.fixture(scope="module")
def answers(answerer: Answerer) -> Answers:
    return [(question, answerer.ask(question["question"])) for question in read_questions(QUESTIONS)]


def share(found: list[bool]) -> float:
    return float(np.mean(found))


def test_the_right_page_comes_first_or_within_three(answers: Answers) -> None:
    inside = [(q["primary"], a) for q, a in answers if q["kind"] not in ("out_of_scope", "crisis")]
    assert len(inside) > 100
    assert share([a.results[0].page_id in right for right, a in inside]) >= 0.80
    assert share([any(one.page_id in right for one in a.results[:3]) for right, a in inside]) >= 0.93


def test_out_of_scope_is_declined_and_in_scope_is_not(answers: Answers) -> None:
    outside = [a.outcome is Outcome.DECLINED for q, a in answers if q["kind"] == "out_of_scope"]
    inside = [a.outcome is Outcome.DECLINED for q, a in answers if q["kind"] not in ("out_of_scope", "crisis")]
    assert share(outside) >= 0.92
    assert share(inside) <= 0.04


@pytest.fixture(scope="module")
def listed(base: KnowledgeBase) -> list[tuple[str, str]]:
    return [(page.id, question) for page in base.pages.values() for question in page.front.asks]


def test_hardly_any_question_that_pages_list_is_declined(listed: list[tuple[str, str]]) -> None:
    judge = ScopeJudge((question for _, question in listed), WordLlamaEmbedder())
    declined = [question for _, question in listed if judge.reason_to_decline(question)]
    assert len(declined) / len(listed) < 0.005, declined


def test_every_answer_passage_is_sourced_or_a_summary(answers: Answers) -> None:
    shown = [result.passages[0] for _, a in answers if a.outcome is Outcome.ANSWERED for result in a.results[:3]]
    assert share([bool(passage.sources) for passage in shown]) > 0.8
    assert all(passage.is_answer for passage in shown)


def test_names_inside_a_question_are_found_longest_first(base: KnowledgeBase) -> None:
    finder = NameFinder(base)
    assert dict(finder.find("is um or pv better than msl")).keys() >= {
        "um-medical-director",
        "pharmacovigilance-physician",
        "medical-science-liaison",
    }


def test_what_is_ruled_out_is_left_out(base: KnowledgeBase) -> None:
    finder = NameFinder(base)
    assert "medical-science-liaison" in finder.read("anything in pharma except MSL").ruled_out
    assert "medical-science-liaison" in finder.read("pharma yes but not msl").ruled_out
    assert finder.read("no experience as an msl, can i be one").ruled_out == frozenset()
    sector = finder.read("what can i do besides pharma").ruled_out
    assert {role.id for role in base.roles_in("pharma-biotech")} <= sector


def test_alternatives_need_two_roles_and_a_word_of_choice(base: KnowledgeBase) -> None:
    finder = NameFinder(base)
    assert set(finder.read("UM vs MSL").alternatives) == {"um-medical-director", "medical-science-liaison"}
    assert finder.read("UM jobs").alternatives == ()


def test_abbreviations_are_spelled_out() -> None:
    assert expanded("is MOC needed").endswith("maintenance of certification board")
    assert expanded("plain words") == "plain words"


@pytest.mark.parametrize("text", ["", " ", "?", "💊" * 300, "a" * 100_000, '" OR 1=1 --', "NEAR(", "x" * 3 + "\x00"])
def test_strange_text_is_survived(answerer: Answerer, text: str) -> None:
    answerer.ask(text)


def test_the_best_page_is_a_page_and_no_myth(base: KnowledgeBase, answers: Answers) -> None:
    for _, answer in answers:
        assert all(base.pages[result.page_id].kind is not PageKind.MYTH for result in answer.results)
