"""The rules of /tollcheck against labelled offers, half of which nobody looked at while writing them."""

import pytest

from benchmarks.tollcheck.offers import HALVES, HELD_OUT, read_offers, score
from bot.ask.engine.minilm import MiniLMEmbedder
from bot.tollcheck.engine.engine import check_offer
from bot.tollcheck.engine.learned import LearnedSigns
from bot.tollcheck.engine.rules import shipped_rules

OFFERS = read_offers()
LATER = {
    HELD_OUT,
    "kinds_unseen",
    "kinds_fresh",
    "kinds_last",
    "kinds_third",
    "voices_unseen",
    "voices_third",
    "voices_last",
}
HELD = [offer for offer in OFFERS if offer["half"] in LATER]


def test_there_are_enough_offers_fair_and_unfair() -> None:
    assert len(OFFERS) >= 80
    assert {offer["half"] for offer in OFFERS} == set(HALVES)
    assert sum(not offer["signs"] for offer in HELD) * 3 >= len(HELD)
    for offers in (OFFERS, HELD):
        assert {sign for offer in offers for sign in offer["signs"]} == {sign.id for sign in shipped_rules().signs}
    assert len({offer["id"] for offer in OFFERS}) == len(OFFERS)


def test_offers_held_out_are_read_precisely_and_nearly_wholly() -> None:
    held = score(HELD)
    assert held.precision >= 0.95
    assert held.recall >= 0.9


def test_no_offer_stands_in_both_halves() -> None:
    others = {offer["text"] for offer in OFFERS if offer["half"] not in LATER}
    assert not others & {offer["text"] for offer in HELD}


EVADING = {"voices_learned", "voices_sealed"}
"""Offers in words that the rules do not have."""


@pytest.mark.parametrize("half", sorted(set(HALVES) - {HELD_OUT} - EVADING))
def test_the_other_offers_are_read_well_too(half: str) -> None:
    others = score([offer for offer in OFFERS if offer["half"] == half])
    assert others.precision >= 0.95
    assert others.recall >= 0.85


def test_examples_find_what_the_rules_have_no_words_for_and_leave_fair_offers_alone() -> None:
    evading = [offer for offer in OFFERS if offer["half"] == "voices_sealed"]
    by_rules, with_examples = score(evading), score(evading, LearnedSigns(MiniLMEmbedder()))
    assert with_examples.recall >= by_rules.recall + 0.15
    assert with_examples.precision >= 0.95


def test_at_most_one_fair_offer_in_fifty_shows_a_sign() -> None:
    fair = [offer for offer in OFFERS if not offer["signs"]]
    assert sum(bool(check_offer(offer["text"])) for offer in fair) <= len(fair) / 50


@pytest.mark.parametrize(
    "text",
    [
        "Competitive salary, paid time off, malpractice cover. Apply on our careers page.",
        "One-year policy fellowship with a stipend of $75,000. Applications close on 1 March.",
        "Annual meeting: members $650, non-members $850 until 15 May. CME credits available.",
        "Residency-style application through the central service; the service charges its usual fee.",
        "I am a recruiter at Example Health (recruiting@examplehealth.org). The role is on our site; no cost to you.",
    ],
)
def test_ordinary_posts_show_no_sign(text: str) -> None:
    assert [found.sign.id for found in check_offer(text)] == []


@pytest.mark.parametrize(
    ("plain", "disguised"),
    [
        ("Guaranteed placement in 90 days or less.", "GUARANTEED\u200b placement in 90 days or less."),
        ("Guaranteed placement in 90 days or less.", "Ｇuaranteed placement in 90 days or less."),
        ("Guaranteed placement in 90 days or less.", "Guaranteed\nplacement in\n90 days or less."),
    ],
)
def test_disguises_do_not_help(plain: str, disguised: str) -> None:
    expected = [found.sign.id for found in check_offer(plain)]
    assert expected
    assert [found.sign.id for found in check_offer(disguised)] == expected


def test_quotes_are_words_of_the_offer() -> None:
    for offer in HELD[:20]:
        for found in check_offer(offer["text"]):
            assert found.quotes
            for quote in found.quotes:
                first = quote.strip("… ").split()[0]
                assert first.lower().strip(".,!?:;()") in offer["text"].lower()


def test_no_rule_calls_an_offer_a_fraud() -> None:
    for sign in shipped_rules().signs:
        assert "fraud" not in sign.title.lower()
        assert "scam" not in sign.title.lower()
