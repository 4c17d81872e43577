"""Text from members in cards: nothing unseen stays, and nothing breaks out of its field."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.kit.member_text import clean_text, escape, is_unseen

many = settings(max_examples=300, deadline=None, database=None)

UNSEEN = (
    "\x00\x07\x7f\u00ad\u034f\u061c\u115f\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u3164"
    "\ufe0f\ufeff\uffa0\ue000\U000e0041\U000e0100"
)
SPECIAL = "\\*_~`|<>[]@#:"
"""What can begin formatting, a mention, an emoji or a link in Discord's client, wherever it stands."""


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  two\n\nlines\tand\u00a0more  ", "two lines and more"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("pay\u202eroll", "payroll"),
        ("a\u2800b", "a b"),
        ("\u2067\u200b\ufeff", ""),
        ("\u0301\u0302 x", "x"),
        ("a" + "\u0336" * 20, "a" + "\u0336" * 3),
        ("Bệnh viện Đại học", "Bệnh viện Đại học"),
        ("\ud800 half", "half"),
        ("", ""),
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean_text(text, 100) == cleaned


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("abcd efg", 6, "abcd…"),
        ("abq\u0323\u0307def", 5, "ab…"),
        ("ab🇩🇪🇫🇷🇮🇹", 5, "ab🇩🇪…"),
        ("ab🇩🇪🇫🇷🇮🇹", 6, "ab🇩🇪…"),
        ("ab👍🏽👍🏽", 4, "ab…"),
        ("कि कि", 2, "…"),
        ("a\u1100\u119ebc", 3, "a…"),
        ("abc", 1, "…"),
    ],
)
def test_long_text_is_cut_between_visible_characters(text: str, limit: int, cut: str) -> None:
    assert clean_text(text, limit) == cut


@pytest.mark.parametrize("char", UNSEEN)
def test_an_unseen_character_goes(char: str) -> None:
    assert is_unseen(char)
    assert clean_text(f"a{char}b", 10) == "ab"


@pytest.mark.parametrize("char", ["a", "é", "\u0301", "漢", "🩺", " ", "“", "\ufffd"])
def test_a_seen_character_is_not_called_unseen(char: str) -> None:
    assert not is_unseen(char)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Medical director, 50% remote (US)!", "Medical director, 50% remote (US)!"),
        ("@everyone", r"\@everyone"),
        ("<@1> <@&2> <#3> </lead:4> <:x:5> <t:6>", r"\<\@1\> \<\@&2\> \<\#3\> \</lead\:4\> \<\:x\:5\> \<t\:6\>"),
        ("[apply](https://evil.net)", r"\[apply\](https\://evil.net)"),
        ("**a** _b_ ~~c~~ ||d|| `e`", r"\*\*a\*\* \_b\_ \~\~c\~\~ \|\|d\|\| \`e\`"),
        ("# Head", r"\# Head"),
        ("-# small", r"\-\# small"),
        ("> quote", r"\> quote"),
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("12. item", r"12\. item"),
        ("first\n  - second", "first\n  \\- second"),
        ("part-time, 1.5 days", "part-time, 1.5 days"),
        (r"\*", r"\\\*"),
    ],
)
def test_markdown_and_mentions_are_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


HOSTILE = st.text(st.sampled_from(f"{SPECIAL}-+.)(!&/1a \n" + "é\u0301🇩🇪👍🏽" + UNSEEN), max_size=40)
TEXTS = st.text(max_size=60) | HOSTILE


def shown(escaped: str) -> str:
    """Return what a reader sees, as Discord reads backslashes: each shows the sign after it as it stands."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", escaped)


def unescaped(text: str) -> str:
    """Return what is left for Discord to read as formatting: everything that no backslash precedes."""
    return re.sub(r"\\[^0-9A-Za-z\s]", "", text)


@many
@given(TEXTS, st.integers(1, 50))
def test_cleaning_twice_changes_nothing(text: str, limit: int) -> None:
    cleaned = clean_text(text, limit)
    assert clean_text(cleaned, limit) == cleaned


@many
@given(TEXTS, st.integers(1, 50))
def test_cleaned_text_is_one_short_line_of_seen_characters(text: str, limit: int) -> None:
    cleaned = clean_text(text, limit)
    assert len(cleaned) <= limit
    assert cleaned == " ".join(cleaned.split())
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(map(is_unseen, cleaned))
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} for char in cleaned)
    assert not cleaned or unicodedata.category(cleaned[0])[0] != "M"


@many
@given(TEXTS)
def test_a_backslash_hides_no_character(text: str) -> None:
    assert shown(escape(text)) == text


@many
@given(TEXTS)
def test_no_special_sign_is_left_unescaped(text: str) -> None:
    left = unescaped(escape(text))
    assert not set(left) & set(SPECIAL)
    for line in escape(text).split("\n"):
        assert not re.match(r"\s*([-+*>#]|\d+[.)])", line)


@many
@given(HOSTILE)
def test_a_markdown_reader_sees_plain_text(text: str) -> None:
    line = clean_text(text, 40)
    reader = MarkdownIt("commonmark").enable("strikethrough").disable("entity")  # Discord knows no entities
    blocks = reader.parse(escape(line))
    assert [block.type for block in blocks] == (["paragraph_open", "inline", "paragraph_close"] if line else [])
    parts = [part for block in blocks for part in block.children or []]
    assert {part.type for part in parts} <= {"text"}
    assert "".join(part.content for part in parts) == line


@many
@given(st.text(st.sampled_from("aé漢🇩🇪👍🏽\u0301\u0323\u093f"), min_size=1, max_size=20), st.integers(1, 20))
def test_a_cut_leaves_whole_characters(text: str, limit: int) -> None:
    whole = clean_text(text, 1000)
    cut = clean_text(text, limit)
    if len(whole) <= limit:
        assert cut == whole
        return
    head = cut.removesuffix("…")
    assert whole.startswith(head)
    if not head:
        return  # not even the first visible character had room
    after = whole[len(head)]
    assert unicodedata.category(after)[0] != "M"
    assert after != "🏽"
    flags = re.search("[🇩🇪]*$", head)
    assert flags is not None
    assert after not in "🇩🇪" or len(flags[0]) % 2 == 0
