"""How an offer is read: words, clauses, denials, disguises, quotes and time."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from benchmarks.tollcheck.offers import best_milliseconds, long_offer, read_offers
from bot.tollcheck.engine.engine import check_offer, read_offer
from bot.tollcheck.engine.installments import dear_installments
from bot.tollcheck.engine.learned import Heard, Hits, Judged
from bot.tollcheck.engine.lexicon import Lexicon
from bot.tollcheck.engine.marked_text import MarkedText
from bot.tollcheck.engine.normalize import clean, fold
from bot.tollcheck.engine.places import chained, each, gathered, nearest, to_bits
from bot.tollcheck.engine.rules import Conditions, Pattern, Rules, shipped_rules
from bot.tollcheck.engine.tokens import tokenise

pytestmark = pytest.mark.xdist_group("measured")  # it measures

WORDS = {
    "denial": ["no", "never"],
    "pay": ["pay", "fee*"],
    "job": ["job", "desk work"],
    "who": ["we"],
    "big": ["<big_money>"],
}


def quotes(text: str, **pattern: Any) -> tuple[str, ...]:
    marked = MarkedText(text, Lexicon(WORDS), "denial", [])
    return tuple(marked.quotes(Conditions(), [Pattern.model_validate(pattern)]).values())


def signs(text: str) -> list[str]:
    return [found.sign.id for found in check_offer(text)]


def test_groups_have_to_be_near_each_other_in_one_sentence() -> None:
    assert quotes("You pay us, and then the job is yours.", all=["pay", "job"]) == (
        "You pay us, and then the job is yours",
    )
    assert quotes("You pay us. The job is yours.", all=["pay", "job"]) == ()
    assert quotes("You pay a b c d e f g h i j job", all=["pay", "job"], within=8) == ()
    assert quotes("You pay us. The job is yours.", all=["pay", "job"], within=50) != ()


def test_order_counts_where_a_pattern_says_so() -> None:
    assert quotes("a job for a fee", all=["pay", "job"], ordered=True) == ()
    assert quotes("a fee for a job", all=["pay", "job"], ordered=True) != ()


def test_a_no_denies_the_rest_of_its_clause_and_no_more() -> None:
    assert quotes("We never ask for a fee", all=["pay"]) == ()
    assert quotes("We never ask, a fee is due", all=["pay"]) != ()
    assert quotes("We never ask for a fee", all=["pay"], even_denied=True) != ()


def test_words_that_excuse_a_sentence_excuse_no_other() -> None:
    assert quotes("We pay the fee. You pay a fee.", all=["pay"], unless=["who"]) == ("You pay a fee",)
    assert quotes("We pay the fee. You pay a fee.", all=["pay"], without=["who"]) == ()
    assert quotes("You pay a fee.", all=["pay"], **{"with": ["who"]}) == ()


def test_a_no_denies_nothing_after_a_word_that_begins_a_clause() -> None:
    assert quotes("We never ask because a fee is due", all=["pay"]) != ()
    assert quotes("Never wait as the fee is due", all=["pay"]) != ()
    assert quotes("There is no such thing as a fee", all=["pay"]) == ()


def test_words_that_excuse_reach_the_clauses_beside_them_and_no_farther() -> None:
    assert quotes("We are here, pay a fee", all=["pay"], unless=["who"]) == ()
    assert quotes("We are here, it is late, pay a fee", all=["pay"], unless=["who"]) != ()


def test_distances_may_count_clauses() -> None:
    long = "a b c d e f g h i j k l m n"
    assert quotes(f"You pay {long} job", all=["pay", "job"], clauses=0) != ()
    assert quotes("You pay, as you know, for a job", all=["pay", "job"], clauses=1) == ()
    assert quotes("You pay, as you know, for a job", all=["pay", "job"], clauses=2) != ()
    assert quotes("You pay. A job", all=["pay", "job"], clauses=8) == ()


def test_a_sentence_is_said_by_one_sign_only() -> None:
    assert signs("The price jumps to $900 tonight, hurry.") == ["limited_time_price"]
    assert signs("The price jumps to $900 tonight. Only 3 seats left!") == ["limited_time_price", "urgency"]


def test_a_sign_needs_a_way_to_be_found_and_yields_to_signs_that_are_there() -> None:
    data = shipped_rules().model_dump(by_alias=True)
    first = data["signs"][0]
    with pytest.raises(ValidationError, match="needs patterns"):
        Rules.model_validate({**data, "signs": [{**first, "patterns": []}, *data["signs"][1:]]})
    with pytest.raises(ValidationError, match="not there: nowhere"):
        Rules.model_validate({**data, "signs": [{**first, "yields_to": ["nowhere"]}, *data["signs"][1:]]})


@pytest.mark.parametrize(
    ("text", "total", "price"),
    [
        ("It is $1,997, or 6 payments of $397.", 2382, 1997),
        ("Pay once: $997. Or split it up: 12 x $109.", 1308, 997),
        ("Full access costs $1,200, alternatively $150 a month for 10 months.", 1500, 1200),
        ("$4,500, or ten easy installments of $525", 5250, 4500),
        ("Three monthly payments of $240, or $600 at once", 720, 600),
        ("It is $2,000, or $250 down, then nine payments of $225.", 2275, 2000),
        ("Choose $3,000 today or 4 payments of $899.", 3596, 3000),
        ("It is two thousand four hundred dollars, or 12 x $249.", 2988, 2400),
        ("The program is 5k, or 12 x $499.", 5988, 5000),
        ("$4.5k at once, or six payments of 1k", 6000, 4500),
    ],
)
def test_installments_are_added_up(text: str, total: int, price: int) -> None:
    (dear,) = dear_installments(text, text.lower())
    assert (dear.total, dear.price) == (total, price)
    assert f"{total - price:,} more than {price:,}" in dear.words


@pytest.mark.parametrize(
    "text",
    [
        "It costs $320, or 4 payments of $80.",
        "Tuition $11,400, payable in two installments of $5,700.",
        "6 payments of $397.",
        "The book is $20; the course is 6 payments of $397.",
        "401k match, 12 months of leave",
        "The course is 15k, or 12 payments of $1,250; a 401k is offered.",
    ],
)
def test_installments_that_cost_no_more_are_no_sign(text: str) -> None:
    assert dear_installments(text, text.lower()) == ()


def test_phrases_stand_within_a_clause_and_beginnings_match_longer_words() -> None:
    assert quotes("desk work", all=["job"]) != ()
    assert quotes("at a desk, work is hard", all=["job"]) == ()
    assert quotes("feebly", all=["pay"]) != ()
    with pytest.raises(ValueError, match="too short a beginning"):
        Lexicon({"x": ["ab*"]})


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("we keep half", True),
        ("they take your half", True),
        ("they take half", True),
        ("half", False),
        ("we keep your", False),
        ("we your half", False),
    ],
)
def test_a_phrase_with_choices_is_read_in_each_way_and_in_no_other(text: str, *, stands: bool) -> None:
    lexicon = Lexicon({"x": ["(we|they) (keep|take) (your |)half"]})
    assert bool(lexicon.find(tokenise(text))) is stands


@pytest.mark.parametrize("phrase", ["(we|(they|you)) keep", "we (keep", "(we|)"])
def test_choices_that_mean_nothing_are_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"choices within choices|nothing at all"):
        Lexicon({"x": [phrase]})


def test_a_long_sentence_is_quoted_around_its_words() -> None:
    long = " ".join(["word"] * 30)
    assert quotes(f"{long} you pay a fee {long}", all=["pay"]) == ("word word you pay a fee word",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("$1,500", "<big_money>"),
        ("$20k", "<big_money>"),
        ("30k", "<big_money>"),
        ("$1.5 million", "<big_money>"),
        ("USD 3,000", "<big_money>"),
        ("$29.99", "<small_money>"),
        ("250 euros", "<small_money>"),
        ("94%", "<high_percent>"),
        ("5 percent", "<percent>"),
        ("six", "<number>"),
        ("1,200", "<large>"),
        ("a@gmail.com", "<free_mail>"),
        ("hr.desk@yahoo.co.uk", "<hiring_mail>"),
        ("ann@health.example", "<email>"),
        ("~~", "<struck>"),
    ],
)
def test_amounts_addresses_and_the_like_are_told_apart(text: str, kind: str) -> None:
    (token,) = tokenise(fold(clean(text)))
    assert kind in token.kinds


def test_a_retirement_plan_is_no_amount_of_money() -> None:
    assert "<money>" not in tokenise("401k")[0].kinds
    assert "<free_mail>" not in tokenise("me@gmail.com.example")[0].kinds


@pytest.mark.parametrize(
    "disguise",
    [
        "\u200b".join,
        lambda text: text.upper(),
        lambda text: "".join(chr(ord(letter) + 0xFEE0) if letter.isalpha() else letter for letter in text),
        lambda text: text.replace("a", "\u0430").replace("o", "\u03bf"),
        lambda text: "".join(f"{letter}\u0301" if letter == "e" else letter for letter in text),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", " \u00a0\t"),
        lambda text: f"**{text}**",
        lambda text: "".join(chr(0x1D400 + ord(letter) - 65) if letter.isupper() else letter for letter in text),
    ],
)
def test_tricks_of_spelling_hide_nothing(disguise: Callable[[str], str]) -> None:
    assert signs(disguise("Guaranteed placement or your money back")) == ["guaranteed_result"]


def test_a_quote_keeps_the_writers_capitals_and_accents() -> None:
    (found,) = check_offer("PLACEMENT is Guaranteed by José\u200b!")
    assert found.quotes == ("PLACEMENT is Guaranteed by José",)


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    cleaned = clean(text)
    assert len(fold(cleaned)) == len(cleaned)
    assert clean(cleaned) == cleaned
    for found in check_offer(text):
        assert found.quotes
        assert all("\n" not in quote for quote in found.quotes)


@given(st.lists(st.sets(st.integers(0, 300), min_size=1), min_size=2, max_size=4), st.integers(1, 120))
def test_nearness_by_bits_is_nearness_by_counting(sets: list[set[int]], within: int) -> None:
    bits = [to_bits(places) for places in sets]
    assert [list(each(number)) for number in bits] == [sorted(places) for places in sets]
    near = {one for one in sets[0] if all(any(0 < abs(one - other) <= within for other in rest) for rest in sets[1:])}
    assert set(each(gathered(bits, within))) == near
    following = sets[-1]
    for places in reversed(sets[:-1]):
        following = {one for one in places if any(0 < other - one <= within for other in following)}
    assert set(each(chained(bits, within))) == following


def test_the_nearest_place_is_not_the_place_itself() -> None:
    assert nearest(to_bits({3, 5, 9}), 5, only_after=False) == 3
    assert nearest(to_bits({3, 5, 9}), 5, only_after=True) == 9


def test_a_text_that_is_too_long_says_so() -> None:
    assert read_offer("word " * 1001).is_cut
    assert not read_offer("word " * 1000).is_cut


def test_rules_that_name_no_group_or_leave_one_idle_are_refused() -> None:
    rules = shipped_rules()
    data = rules.model_dump(by_alias=True)
    with pytest.raises(ValidationError, match="no rule names: idle"):
        Rules.model_validate({**data, "words": {**data["words"], "idle": ["word"]}})
    lacking = {name: group for name, group in data["words"].items() if name != "hurry"}
    with pytest.raises(ValidationError, match="does not have: hurry"):
        Rules.model_validate({**data, "words": lacking})
    with pytest.raises(ValidationError, match="there twice"):
        Rules.model_validate({**data, "signs": [*data["signs"], data["signs"][0]]})


def test_every_sign_cites_a_source() -> None:
    assert all(sign.sources for sign in shipped_rules().signs)


MOST_MILLISECONDS = 60.0
"""Far more than `make bench-tollcheck` has to show: here the lines that run are counted, and the machine is busy."""
MOST_TIMES = 6.0
"""The slowest takes up to three times an ordinary text; a reading in the square of the length, hundreds of times."""


@pytest.fixture(scope="module")
def ordinary() -> float:
    """Give the milliseconds that four thousand characters of offers take here."""
    return best_milliseconds(long_offer(read_offers()))


def test_four_thousand_characters_of_offers_are_read_in_milliseconds(ordinary: float) -> None:
    assert ordinary < MOST_MILLISECONDS


ALL_WORDS = " ".join(phrase for group in shipped_rules().words.values() for phrase in group).replace("*", "")


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a. ",
        "no ",
        "$1,",
        "1,1",
        "pay fee job guarantee ",
        "fee. pay. job. ",
        "act now ",
        "~~$1~~ $2 ",
        "a.b@c.d ",
        "a" * 63 + "@",
        '"',
        "\n- ",
        "\u200b",
        "a\u0301",
        "\ufdfa",
        "🎉",
        ALL_WORDS,
        ALL_WORDS.replace(" ", ". "),
        ALL_WORDS[::-1],
    ],
    ids=lambda unit: repr(unit[:12]),
)
def test_no_text_takes_much_longer_than_an_ordinary_one(unit: str, ordinary: float) -> None:
    assert best_milliseconds((unit * 4000)[:4000], times=10) < MOST_TIMES * ordinary


class Fixed:
    """Stands in for what was learned: it hears a sign in the last sentence with a word, and denies another sign."""

    def __init__(self, word: str, sign: str, denied: str = "") -> None:
        self.word, self.sign, self.denied = word, sign, denied

    def judge(self, sentences: Mapping[int, Heard], hits: Hits) -> Judged:
        shown: dict[str, int] = {}
        for number, heard in sentences.items():
            if self.word in heard.text:
                shown[self.sign] = number
        return Judged(shown, frozenset({self.denied} & {sign for sign, numbers in hits.items() if numbers}))


def test_a_sign_that_was_learned_is_quoted_by_its_sentence_unless_the_rules_have_quotes() -> None:
    text = "Placement is guaranteed at Acme. Acme would like a signature and nothing else from you, ever."
    for learned, quote in (("guaranteed_result", "Placement is guaranteed at Acme"), ("lends_license", text[33:-1])):
        found = {one.sign.id: one.quotes for one in read_offer(text, Fixed("Acme", learned)).signs}
        assert found[learned] == (quote,)
        assert found["guaranteed_result"] == ("Placement is guaranteed at Acme",)


def test_what_the_rules_found_and_examples_deny_is_taken_back() -> None:
    text = "Placement is guaranteed at Acme. No refunds."
    assert {one.sign.id for one in read_offer(text).signs} == {"guaranteed_result", "no_refund"}
    found = {one.sign.id for one in read_offer(text, Fixed("Acme", "lends_license", denied="guaranteed_result")).signs}
    assert found == {"no_refund", "lends_license"}


def test_what_was_learned_says_nothing_of_a_warning() -> None:
    text = "Warning: scammers say that Acme pays you."
    assert read_offer(text, Fixed("Acme", "income_claim")).signs == ()
