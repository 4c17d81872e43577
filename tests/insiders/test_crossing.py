"""Whatever crosses between an asker and an insider names nobody, however it is written; plain words stay."""

import re
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.insiders.model.crossing import GONE, crossing, holds_words, quoted
from bot.kit.member_text import is_unseen

LIMIT = 1500
FIRST, LAST, HOST = "Zarquon", "Beeblebrox", "vogonmail"
HANDLE = "zarq42"
PHONE = "9195551234"
SNOWFLAKE = "1200000000000000017"
SECRETS = (FIRST, LAST, HOST, HANDLE, PHONE, SNOWFLAKE, "838255", PHONE[3:])

MAIL = (
    "{f}@{h}.com", "{f}.{l} at {h} dot com", "{f} (at) {h} (dot) com", "{f}[at]{h}[.]org", "{f} AT {h} . net",
    "{f} @ {h}.co.uk", "mailto:{f}@{h}.com", "{f} at gmail",
    "my gmail is {u}", "{u} (gmail)", "yahoo: {u}",
)  # fmt: skip
LINK = (
    "https://{h}.com/{f}", "[my page](https://{h}.io/x)", "www.{h}.com", "{h}.com", "{h} dot com", "{h} (dot) com",
    "{h}[.]com", "<https://{h}.com/{f}>", "hxxps://{h}.com", "http:/{h}.com", "{h}. com", "discord.gg/{u}",
    "linkedin.com/in/{f}-{l}", "ftp://{h}.net", "{h}.XN--P1AI", "[{h}.com](http://{h}.com)",
    "{h}-dot-com", "www {h} com", "calendly dot com slash {u}",
)  # fmt: skip
MENTION = ("<@{s}>", "<@!{s}>", "<@&{s}>", "<#{s}>", "</lead:{s}>", "<:{f}:{s}>", "<a:{f}:{s}>", "{s}", "@everyone")
HANDLES = (
    "@{u}", "{u}#1234", "discord: {u}", "I am {u} on Discord", "my handle is {u}", "username {u}_x", "u/{u}",
    "ig = {u}", "find me on LinkedIn as {f} {l}", "telegram @ {u}", "DM me {u}_", "WhatsApp me at 919 555 1234",
    "discord {u}", "reddit user {u}", "look up {u} on linkedin", "insta - {u}",
)  # fmt: skip
NUMBER = (
    "919-555-1234", "(919) 555-1234", "919.555.1234", "+1 919 555 1234", "9195551234", "9 1 9 5 5 5 1 2 3 4",
    "nine one nine five five five one two three four", "NPI 1{p}", "license MD{p}", "A-838255", "919, 555, 1234",
    "919*555*1234", "919\n555\n1234",
)  # fmt: skip
NAME = (
    "I am Dr. {f} {l}", "I'm Dr {f}", "I am {f} {l}", "my name is {f}", "My name's {f} {l}", "this is {f}",
    "{f} {l}, MD", "Dr. {f} {l} here", "call me {f}", "I'm {f}", "Thanks,\n{f}\nFamily Medicine", "Regards, {f} {l}",
    "— {f} {l}", "i am dr {f}", "Ask for {f} {l}.", "Best\n{f} {l}, DO", "I AM DR. {f}", "Prof. {f}", "I go by {f}",
    "{f} {l} MD", "Hi, {f} here, hospitalist", "Drs. {f} and {l}", "{l}, {f} MD", "the name's {f}", "z. {l}, md",
    "Kindly, {f} {l}",
)  # fmt: skip
FORMS = (*MAIL, *LINK, *MENTION, *HANDLES, *NUMBER, *NAME)
PLAIN = (
    "How did you get your first interview?", "I have 12 years of hospital medicine.", "Pay was $250,000-$300,000.",
    "We review 20-25 files a day, 3 days/week.", "I left in 2019.", "U.S. trained, M.D., e.g. nights at 9 a.m.",
    "Is it 1099 or W2, with a 401k?", "I am Board certified.", "About 60% remote, 1.5 FTE.", "I'm Canadian on an H1B.",
)  # fmt: skip


def filled(form: str) -> str:
    return form.format(f=FIRST, l=LAST, h=HOST, u=HANDLE, s=SNOWFLAKE, p=PHONE)


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def with_unseen(text: str) -> str:
    return "\u200b".join(text)


def struck(text: str) -> str:
    return "".join(f"{char}\u0336" if char.isalnum() else char for char in text)


def circled(text: str) -> str:
    return "".join(chr(0x2460 + int(char) - 1) if char in "123456789" else char for char in text)


def bold(text: str) -> str:
    return "".join(chr(0x1D400 + ord(char) - ord("A")) if "A" <= char <= "Z" else char for char in text)


DISGUISES: tuple[Callable[[str], str], ...] = (str, wide, with_unseen, struck, circled, bold)


def seen(text: str) -> str:
    """Return what a reader could make of a text: digits and letters alone, plainly written, in one row."""
    plain = unicodedata.normalize("NFKC", "".join(char for char in text if not is_unseen(char)))
    return re.sub(r"[\W_]", "", plain).casefold()


@pytest.mark.parametrize("disguise", DISGUISES)
def test_no_form_crosses_in_any_disguise(disguise: Callable[[str], str]) -> None:
    for form in FORMS:
        found = crossing(f"I ask. {disguise(filled(form))}", LIMIT, [FIRST])
        assert [secret for secret in SECRETS if secret.casefold() in seen(found)] == [], form
        assert not re.search(r"@|://|<[@#:/]", found), form


@given(st.lists(st.tuples(st.sampled_from((*FORMS, *PLAIN)), st.sampled_from(DISGUISES)), min_size=1, max_size=5),
       st.sampled_from([" ", "\n", ". ", ", and "]))  # fmt: skip
def test_nothing_that_tells_who_crosses_in_any_text(
    parts: list[tuple[str, Callable[[str], str]]], between: str
) -> None:
    texts = [disguise(filled(form)) for form, disguise in parts]
    found = crossing(between.join(texts), LIMIT, [f"{FIRST} {LAST}", HANDLE])
    assert [secret for secret in SECRETS if secret.casefold() in seen(found)] == []
    assert not re.search(r"@|://|<[#:/]", found)
    assert len(found) <= LIMIT


@given(st.text(max_size=400), st.integers(min_value=40, max_value=400))
def test_any_text_is_cut_to_its_limit_and_crosses_unchanged_a_second_time(text: str, limit: int) -> None:
    once = crossing(text, limit)
    assert len(once) <= limit
    assert not any(is_unseen(char) for char in once if char != "\n")
    assert crossing(once, limit) == once


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert crossing(text, LIMIT, ["Will Best"]) == text


def test_what_one_goes_by_is_taken_out_whole_in_any_case_and_in_parts_as_a_name() -> None:
    assert crossing("ask will best, or Will, or WILL; I will do my best", LIMIT, ["Will Best"]) == (
        f"ask {GONE}, or {GONE}, or {GONE}; I will do my best"
    )


def test_lines_stay_lines_and_a_quotation_shows_them_as_they_stand() -> None:
    text = crossing("First *this*.\n\n\nThen that.", LIMIT)
    assert text == "First *this*.\nThen that."
    assert quoted(text) == "> First \\*this\\*.\n> Then that."


def test_words_that_are_nothing_but_an_address_are_no_words() -> None:
    assert not holds_words(crossing("jane@vogonmail.com", LIMIT))
    assert holds_words(crossing("Write to jane@vogonmail.com", LIMIT))


@pytest.mark.parametrize(
    "odd", ["'-.", "a.", "1 ", "dot ", "x@", "Aa ", "a_)", "at a dot ", "Dr ", "\n", "( ", "I am "]
)
def test_the_oddest_texts_take_no_time(odd: str) -> None:
    before = time.process_time()
    crossing((odd * LIMIT)[:LIMIT], LIMIT)
    assert time.process_time() - before < 5, "a pattern that tries every way took three quarters of a minute"
