"""The index over the shipped pages answers the open questions as well as `make bench-ask` says."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.ask.__main__ import QUESTIONS, read_questions
from bot.ask.engine.answerer import Answer, Answerer, Outcome
from bot.ask.engine.cutting import cut_section
from bot.ask.engine.names import NameFinder
from bot.ask.engine.passages import Passage, cut_passages
from bot.ask.engine.question import QuestionReader
from bot.ask.engine.sentences import asking_sentences
from bot.ask.engine.spelling import Spelling
from bot.ask.engine.words import expanded, words_of
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind

pytestmark = pytest.mark.xdist_group("ask")  # one worker builds the index

Answers = list[tuple[dict[str, Any], Answer]]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def answers(answerer: Answerer) -> Answers:
    return [(question, answerer.ask(question["question"])) for question in read_questions(QUESTIONS)]


def share(found: list[bool]) -> float:
    return float(np.mean(found))


def test_the_right_page_comes_first_or_within_three(answers: Answers) -> None:
    inside = [(q["primary"], a) for q, a in answers if q["kind"] not in ("out_of_scope", "crisis")]
    assert len(inside) > 100
    assert share([bool(a.results) and a.results[0].page_id in right for right, a in inside]) >= 0.80
    assert share([any(one.page_id in right for one in a.results[:3]) for right, a in inside]) >= 0.93


def test_out_of_scope_is_declined_and_in_scope_is_not(answers: Answers) -> None:
    outside = [a.outcome is Outcome.DECLINED for q, a in answers if q["kind"] == "out_of_scope"]
    inside = [a.outcome is Outcome.DECLINED for q, a in answers if q["kind"] not in ("out_of_scope", "crisis")]
    assert share(outside) >= 0.75
    assert share(inside) <= 0.04


@pytest.mark.parametrize(
    "text",
    [
        "two kids in school and my husband travels, which review jobs are from home",
        "my brother is a nurse at a health plan, do they hire physicians too",
        "do medical information jobs go to pharmacists or to doctors",
        "I have some savings and a house to pay, how long does a search take for a physician",
        "failed my boards twice, could I still work for a drug company",
    ],
)
def test_mentions_of_other_matters_do_not_decline_a_question(answerer: Answerer, text: str) -> None:
    assert answerer.ask(text).outcome in {Outcome.ANSWERED, Outcome.UNKNOWN}


@pytest.mark.parametrize(
    "text",
    [
        "which antibiotic for my daughter's ear infection",
        "write an essay about the civil war",
        "I am a dental hygienist and want an office job",
        "best anki deck for step 1",
        "should I refinance my mortgage now",
        "delete all messages in this channel",
    ],
)
def test_what_is_for_others_is_declined_with_a_reason(answerer: Answerer, text: str) -> None:
    answer = answerer.ask(text)
    assert answer.outcome is Outcome.DECLINED
    assert answer.reason


def test_nearly_every_answer_has_a_source(answers: Answers) -> None:
    shown = [a.results[0].passages for _, a in answers if a.outcome is Outcome.ANSWERED]
    sourced = [any(passage.sources or "[^" in passage.markdown for passage in passages) for passages in shown]
    assert share(sourced) > 0.9


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("who is paying for all of this", "about_money"),
        ("are you some kind of ai", "about_truth"),
        ("how can I switch off what you send me", "about_use"),
    ],
)
def test_a_question_about_the_bot_is_not_out_of_scope(answerer: Answerer, text: str, reason: str) -> None:
    answer = answerer.ask(text)
    assert (answer.outcome, answer.reason) == (Outcome.ABOUT, reason)


def test_what_the_bot_keeps_has_a_page_that_tells_more(answerer: Answerer) -> None:
    answer = answerer.ask("do you sell my data")
    assert answer.outcome is Outcome.ABOUT
    assert [result.page_id for result in answer.results] == ["private-use"]


def test_of_a_short_question_nearly_every_word_has_to_be_known(answerer: Answerer) -> None:
    assert answerer.ask("which jobs does a zoo have for physicians").outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("text", ["????", "😀 😀", "what is it?", "… — …", "你好吗"])
def test_what_says_nothing_is_not_answered_from_some_page(answerer: Answerer, text: str) -> None:
    assert answerer.ask(text).outcome in {Outcome.UNKNOWN, Outcome.DECLINED, Outcome.ABOUT}
    told = (
        "my husband plays the cello, so evenings are mine: may I do chart reviews for a company beside my hospital job"
    )
    assert answerer.ask(told).outcome is Outcome.ANSWERED


def test_a_situation_that_names_no_job_is_answered_with_what_the_job_is(answerer: Answerer) -> None:
    asked = "I like arguing with payers for the ward and sorting status all day, is that somebody's whole job"
    first = answerer.ask(asked).results[0]
    assert first.page_id == "physician-advisor"
    assert first.passages[0].section in {"Summary", "What you do"}


def test_a_claim_is_answered_by_its_verdict_first(answerer: Answerer, base: KnowledgeBase) -> None:
    first = answerer.ask("once you leave clinical work can you never come back").results[0]
    assert base.pages[first.passages[0].page_id].kind is PageKind.MYTH
    assert first.own.page_id == first.page_id


@pytest.fixture(scope="module")
def passages(base: KnowledgeBase) -> list[Passage]:
    return list(cut_passages(base))


def test_teasers_and_leads_are_no_passages(passages: list[Passage]) -> None:
    unsourced = [one.text for one in passages if "[^" not in one.markdown and not one.sources]
    assert not [text for text in unsourced if "networking guide" in text]
    assert not [one.text for one in passages if one.text.endswith(":")]


def test_what_refers_to_the_same_posting_brings_it_along(passages: list[Passage]) -> None:
    asked = [one.text for one in passages if one.section == "Requirements"]
    alone = [text for text in asked if text.split(". ", 1)[-1].startswith("The same")]
    assert alone == []


def test_short_rows_of_a_table_and_short_items_of_a_list_stay_together() -> None:
    table = "| Door | Odds |\n| --- | --- |\n| Fellows | 11 to 19 a year |\n| Officers | 70 of 500 apply |"
    assert [piece.markdown for piece in cut_section(table)] == [
        "- **Fellows:** 11 to 19 a year\n- **Officers:** 70 of 500 apply",
    ]


def test_long_items_of_a_list_are_cut_apart_and_a_list_begins_with_what_announces_it() -> None:
    long = " ".join(["word"] * 30)
    items = f"- First {long}.\n- Second {long}."
    assert [piece.markdown for piece in cut_section(items)] == [f"First {long}.", f"Second {long}."]
    [piece] = cut_section(
        "A few tests are asked for by rule.\n\n- The drug test, every five years.\n- The drivers' one, by a rule."
    )
    assert piece.markdown.startswith("A few tests are asked for by rule.\n- The drug test,")


def test_what_points_back_brings_what_it_points_to() -> None:
    first = "The board asks for a license and for " + " and ".join(["more"] * 20) + "."
    found = list(
        cut_section(
            f"{first} It opens in May.\n\nIt closes in June, says the page of its own staff that we read and cite."
        )
    )
    assert found[-1].markdown.startswith("It opens in May. It closes in June")


def test_what_counts_little_stays_on_the_card_and_out_of_answers(passages: list[Passage]) -> None:
    assert [one.text for one in passages if "; apart: " in one.text] == []


def test_what_sets_two_roles_apart_is_told_where_both_are_weighed(answerer: Answerer) -> None:
    answer = answerer.ask("what is the difference between drug safety and being a medical monitor?")
    assert answer.results[0].page_id in {"pharmacovigilance-physician", "cro-medical-monitor"}
    assert answer.results[0].own.section == "Moves"
    assert answer.results[0].own.text.startswith("Beside this, ")


def test_questions_to_ask_stay_together_and_are_no_answer() -> None:
    [piece] = cut_section("- How many cases a day?\n- Who covers the weekends?\n- Is it remote?")
    assert piece.is_letter


def test_a_sentence_goes_on_after_a_title_that_asks() -> None:
    [piece] = cut_section('Work out what you miss first. The guide "What is there?" sorts the kinds of work.')
    assert piece.markdown == "Work out what you miss first."


def test_what_was_not_found_is_told_apart() -> None:
    pieces = list(cut_section("A fact that stands in a source.\n\nWhat we could not find: pay, and hours."))
    assert [piece.is_gap for piece in pieces] == [False, True]


def first_passages(answerer: Answerer, question: str) -> list[str]:
    return [passage.section for passage in answerer.ask(question).results[0].passages]


@pytest.mark.parametrize(
    ("question", "page", "section"),
    [
        ("how much does a physician advisor make", "physician-advisor", "Pay"),
        ("what is the pay of a life insurance medical director", "life-insurance-medical-director", "Pay"),
        ("can I do drug safety remotely", "pharmacovigilance-physician", "At a glance"),
        ("how much does the cphq exam cost", "cphq", "What it costs"),
    ],
)
def test_a_fact_that_is_asked_comes_first(answerer: Answerer, question: str, page: str, section: str) -> None:
    answer = answerer.ask(question)
    assert answer.results[0].page_id == page
    assert first_passages(answerer, question)[0] == section


CHATTER = (
    "I finished residency in 2011. My husband works in a bank and travels. The dog needs a walk in the morning. We "
    "are paying for a new roof. My partners are nice people but tired too. There was a party at work and I went home "
    "early. {question} The kids are in school until three. I have not had a vacation in two years. Thanks for reading."
)


def test_of_a_long_message_the_question_is_read(answerer: Answerer) -> None:
    for question, page in (
        ("What does a medical science liaison earn and how much travel is it?", "medical-science-liaison"),
        (
            "Every reviewer job wants a board certificate. Is that a rule for independent peer review?",
            "independent-peer-reviewer",
        ),
    ):
        assert page in [one.page_id for one in answerer.ask(CHATTER.format(question=question)).results[:3]]


def test_an_asking_sentence_brings_what_it_points_back_to() -> None:
    text = CHATTER.format(question="I get mails to train AI models as a reviewer. Is that a real career?")
    assert asking_sentences(text, lambda sentence: float("AI" in sentence)) == [
        "I get mails to train AI models as a reviewer.",
        "Is that a real career?",
    ]


def names_in(base: KnowledgeBase, text: str) -> set[str]:
    return {one.page_id for one in NameFinder(base).find(text)}


def test_names_inside_a_question_are_found_longest_first(base: KnowledgeBase) -> None:
    assert names_in(base, "is UM or PV better than msl") == {
        "um-medical-director",
        "pharmacovigilance-physician",
        "medical-science-liaison",
    }


@pytest.mark.parametrize(
    "text", ["tell me what it pays", "we live near Philadelphia, PA", "let me know", "i hit a wall"]
)
def test_words_and_states_are_no_acronyms(base: KnowledgeBase, text: str) -> None:
    assert not names_in(base, text) & {"medical-examiner", "physician-advisor", "informatics-health-tech"}


def test_a_name_that_everybody_uses_is_unsure(base: KnowledgeBase) -> None:
    reader = QuestionReader(base)
    assert reader.read("what is the pay").named["pay-and-pay-cuts"] < 0.3
    assert reader.read("what is an independent medical examiner").named["ime-examiner"] > 0.3


def test_the_askers_own_job_is_not_what_they_ask_about(base: KnowledgeBase) -> None:
    named = QuestionReader(base).read("I'm a principal investigator, can I become an MSL").named
    assert set(named) == {"medical-science-liaison"}


def test_what_somebody_wants_to_become_is_surely_meant(base: KnowledgeBase) -> None:
    named = QuestionReader(base).read("want to be physician advisor, do I need the ACPA thing").named
    assert named["physician-advisor"] == 1.0


def test_a_slip_in_a_long_word_is_mended_and_other_words_stay() -> None:
    spelling = Spelling(["pharmacovigilance", "license", "informatics"])
    assert spelling.mended("Pharmcovigilence jobs, informtics and zorblaxian") == (
        "pharmacovigilance jobs, informatics and zorblaxian"
    )


def test_what_is_ruled_out_is_left_out(base: KnowledgeBase) -> None:
    reader = QuestionReader(base)
    assert "medical-science-liaison" in reader.read("anything in pharma except MSL").ruled_out
    assert "medical-science-liaison" in reader.read("pharma yes but not msl").ruled_out
    assert reader.read("no experience as an msl, can i be one").ruled_out == frozenset()
    assert reader.read("can an md with no pharma background get in").ruled_out == frozenset()
    sector = reader.read("what can i do besides pharma").ruled_out
    assert {role.id for role in base.roles_in("pharma-biotech")} <= sector


def test_alternatives_need_two_roles_and_a_word_of_choice(base: KnowledgeBase) -> None:
    reader = QuestionReader(base)
    assert set(reader.read("UM vs MSL").alternatives) == {"um-medical-director", "medical-science-liaison"}
    assert reader.read("UM jobs").alternatives == ()


def test_abbreviations_are_spelled_out() -> None:
    assert expanded("is MOC needed").endswith("maintenance of certification board")
    assert expanded("plain words") == "plain words"


@pytest.mark.parametrize("text", ["", " ", "?", "💊" * 300, "a" * 100_000, '" OR 1=1 --', "NEAR(", "x" * 3 + "\x00"])
def test_strange_text_is_survived(answerer: Answerer, text: str) -> None:
    answerer.ask(text)


def test_the_best_page_is_a_page_and_no_myth(base: KnowledgeBase, answers: Answers) -> None:
    for _, answer in answers:
        assert all(base.pages[result.page_id].kind is not PageKind.MYTH for result in answer.results)


def test_words_drop_apostrophes_and_keep_parts_of_compounds() -> None:
    assert words_of("Don't peer-to-peer") == ["dont", "peer-to-peer", "peer", "to", "peer"]
