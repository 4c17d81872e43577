"""Cut an evened-out text into words, amounts and the like, each with its place."""

import re
from typing import NamedTuple

BIG_MONEY = 1_500
"""Amounts from here on are no subscription."""
SMALL_MONEY = 600
"""Amounts below are no salary for a physician's month."""
HIGH_PERCENT = 70
"""Shares from here on are held out as near certainty."""
LARGE = 50
"""Counts from here on are a crowd."""

SENTENCE_GAP = 40
"""Places left free between two sentences, so that what has to stand near does not reach across."""

_KINDS = re.compile(
    r"""
      (?P<plain>(?!(?:usd|eur|gbp)\b)[a-z]{2,}(?=[ ,\n]))
    | (?P<link>https?://\S+)
    | (?P<email>[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5})
    | (?P<money>(?:[$€£]\s?|\b(?:usd|eur|gbp)\s?)\d+(?:[,.]\d+)*(?:\s?(?:k|m|million|thousand)\b)?\+?
              | \b\d+(?:[,.]\d+)*\s?(?:k\s)?(?:usd|eur|gbp|dollars?|euros?|bucks)\b
              | \b(?!401\s?k)\d+(?:[,.]\d+)*\s?k\b\+?)
    | (?P<percent>\b\d+(?:[,.]\d+)*\s?(?:%|percent\b|per\scent\b))
    | (?P<number>\d+(?:[,.:]\d+)*)
    | (?P<clock>\b[ap]\.m\b)
    | (?P<word>(?:dr|mr|mrs|ms|prof|vs)\.(?=\s)|(?:\b[a-z]\.){1,6}|[a-z]+(?:'[a-z]+)*)
    | (?P<struck>~~)
    | (?P<quote>"+)
    | (?P<stop>[.!?]+(?=["')\]*_\s]|$)|\n(?=\n|[-*•>#]|\d{1,2}[.)]\s))
    | (?P<pause>[,;:()–—])
    """,
    re.VERBOSE,
)
_AMOUNT = re.compile(r"(?P<digits>\d{1,12}(?:,\d{3}){0,4})[\d.,:]*\s?(?P<times>k\b|thousand|m\b|million)?")
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_NUMBER_WORDS = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
)
_FREE_MAIL = re.compile(
    r"@(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|aol|icloud|me|mail|gmx|zoho|yandex|proton|protonmail"
    r"|pm|tutanota|tuta|inbox)\.(?:com|net|org|me|de|ru|in|co\.uk|co\.in|ca|fr)$"
)
_HIRING_MAIL = re.compile(r"recruit|hiring|career|jobs?\b|talent|staffing|humanres|\bhr|hr\b|hr[._0-9-]|[._-]hr")


class Token(NamedTuple):
    """One word or sign: what it is compared by, and where it stands in the cleaned text."""

    text: str
    kinds: tuple[str, ...]
    """Kinds as they are named in words.yaml, such as `<money>`."""
    start: int
    end: int
    sentence: int
    clause: int
    place: int
    """Its number, counting tokens and the gaps between sentences."""


def tokenise(folded: str) -> list[Token]:
    """Return the tokens of a text that was cleaned and folded."""
    tokens: list[Token] = []
    kinds: dict[str, tuple[str, ...]] = {}
    sentence = clause = place = 0
    is_open = False
    for match in _KINDS.finditer(folded):
        kind = match.lastgroup or ""
        if kind == "stop":
            if is_open:
                sentence, clause, place, is_open = sentence + 1, clause + 1, place + SENTENCE_GAP, False
        elif kind == "pause":
            clause += 1
        else:
            text = match.group()
            if kind == "word":
                text = text.replace("'", "").replace(".", "")
            if text not in kinds:
                kinds[text] = _kinds(kind, text)
            tokens.append(Token(text, kinds[text], *match.span(), sentence, clause, place))
            place += 1
            is_open = True
    return tokens


def _kinds(kind: str, text: str) -> tuple[str, ...]:
    match kind:
        case "plain" | "word":
            return ("<number>",) if text in _NUMBER_WORDS else ()
        case "email":
            return _mail_kinds(text)
        case "money":
            amount = _amount(text)
            size = ("<big_money>",) if amount >= BIG_MONEY else ("<small_money>",) if amount < SMALL_MONEY else ()
            return ("<money>", *size)
        case "number":
            return ("<number>", "<large>") if _amount(text) >= LARGE else ("<number>",)
        case "percent":
            return ("<percent>", "<high_percent>") if _amount(text) >= HIGH_PERCENT else ("<percent>",)
        case _:
            return (f"<{kind}>",)


def _mail_kinds(address: str) -> tuple[str, ...]:
    if not _FREE_MAIL.search(address):
        return ("<email>",)
    return ("<email>", "<free_mail>", *(("<hiring_mail>",) if _HIRING_MAIL.search(address) else ()))


def _amount(text: str) -> int:
    """Return the whole part of a number with thousands separated by commas, and k or m after it."""
    match = _AMOUNT.search(text)
    assert match is not None, "amounts have digits"
    return int(match["digits"].replace(",", "")) * _TIMES.get(match["times"], 1)
