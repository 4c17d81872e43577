"""The one renderer for whatever crosses from an asker to an insider or back.

It takes out what would tell who somebody is: ids, mentions, links, addresses, handles, numbers that identify, names as
far as a pattern can know one. It rather takes out too much. Attachments cannot be sent: forms take text alone.
"""

import re
import unicodedata
from collections.abc import Iterable

from bot.insiders.model import crossing_forms as forms
from bot.insiders.model.plain_words import BESIDE_PLACES, NO_NAME, STARTERS
from bot.kit.member_text import clean_text, escape, is_unseen

GONE = "[removed]"
_CUT_OFF = "…"
_MOST_PASSES = 6
_MOST_LINES = 12
_PHONE = 7
"""Digits that make a telephone number, or the number of a license."""
_LONGEST_PLAIN_NUMBER = 4
_SHORTEST_NAME = 3
_REPEATED = re.compile(rf"(?:{re.escape(GONE)}[\s,.;:/|-]*){{2,}}")
_LETTERS_IN_BOXES = {
    start + offset: chr(ord("A") + offset) for start in (0x1F130, 0x1F150, 0x1F170, 0x1F1E6) for offset in range(26)
}


def crossing(text: str, limit: int, names: Iterable[str] = ()) -> str:
    """Return what of a text may cross, at most `limit` code points long; `names` are those its writer goes by.

    Lines stay lines. It changes nothing any more in what it returned.
    """
    folded = "\n".join(_folded(line) for line in text.splitlines())
    own = [_own_name(name) for name in names if len(_folded(name)) >= _SHORTEST_NAME]
    for _ in range(_MOST_PASSES):
        before, folded = folded, _without(folded, own)
        if folded == before:
            break
    return _laid_out(folded, limit)


def holds_words(text: str) -> bool:
    """Return whether a text that may cross says anything besides what was taken out."""
    return any(char.isalnum() for char in text.replace(GONE, ""))


def quoted(text: str) -> str:
    """Return a text that may cross as a quotation that Discord shows as it stands."""
    return "\n".join(f"> {escape(line)}" for line in text.splitlines())


def _folded(line: str) -> str:
    """Return a line in plain characters: full-width, circled and boxed ones as what they stand for, nothing unseen."""
    seen = "".join(" " if char.isspace() else char for char in line if char.isspace() or not is_unseen(char))
    parts = seen.translate(_LETTERS_IN_BOXES).split(_CUT_OFF)
    plain = _CUT_OFF.join(unicodedata.normalize("NFKC", part) for part in parts)  # which would make three points of it
    return "".join(
        _plain(char) for char in plain if not unicodedata.category(char).startswith("M") and not is_unseen(char)
    )


def _plain(char: str) -> str:
    if char in "。．｡․":
        return "."
    if char in "＠﹫":
        return "@"
    value = unicodedata.digit(char, None)
    return char if value is None else str(value)


def _without(text: str, own: list[re.Pattern[str]]) -> str:
    text = forms.MASKED.sub(rf"\1 {GONE} ", text)
    for pattern in (forms.SPELLED, *forms.LINKS, *forms.ADDRESSES):
        text = pattern.sub(_gone, text)
    for beside in forms.ON_PLACES:
        text = beside.sub(_beside, text)
    for pattern in (*forms.HANDLES, *forms.NAMES):
        text = pattern.sub(_gone, text)
    for called in forms.CALLED:
        text = called.sub(_called, text)
    for name in own:
        text = name.sub(_gone, text)
    for signed in (forms.SIGNATURE, forms.SIGNED):
        text = signed.sub(lambda found: f"{found['greeting']}.", text)
    text = forms.SPELLED_NUMBER.sub(_gone, text)
    text = forms.NUMBER.sub(_number, text)
    return _REPEATED.sub(f"{GONE} ", forms.LONG_RUN.sub(_gone, text))


def _gone(found: re.Match[str]) -> str:
    """Return the mark in place of what was found, apart from the words around it; a mark itself stays."""
    return found[0] if found[0].strip() == GONE else f" {GONE} "


def _number(found: re.Match[str]) -> str:
    """Return a number that says how much or when, or the mark for one that may say who."""
    groups = re.findall(r"\d+", forms.AMOUNT.sub(" ", found[0]))
    is_plain = sum(map(len, groups)) < _PHONE and all(len(group) <= _LONGEST_PLAIN_NUMBER for group in groups)
    return found[0] if is_plain else _gone(found)


def _called(found: re.Match[str]) -> str:
    words = re.findall(r"[\w'’]+", found["name"].casefold())
    is_plain = NO_NAME.intersection(words) or STARTERS.intersection(words) or words[-1].endswith(("'s", "’s"))
    return found[0] if is_plain else f"{found['before']}{GONE}"


def _beside(found: re.Match[str]) -> str:
    words = re.findall(r"[\w.'’-]+", found["name"].casefold())
    is_plain = BESIDE_PLACES.intersection(word.strip(".") for word in words) or found["name"] == GONE[1:-1]
    return found[0] if is_plain else f"{found['before']}{GONE}"


def _own_name(name: str) -> re.Pattern[str]:
    """Return what finds a name as a whole in any case, and its parts as names are written, with what they end in."""
    whole = re.escape(_folded(name).strip())
    parts = [re.escape(part) for part in re.split(r"[^\w]+", _folded(name)) if len(part) >= _SHORTEST_NAME]
    capital = "|".join(form for part in parts for form in (part[0].upper() + part[1:], part.upper()))
    found = rf"(?:(?i:{whole})|{capital})" if capital else rf"(?i:{whole})"
    return re.compile(rf"(?<!\w){found}(?!\w)(?: +{forms.NAME_WORD})*")


def _laid_out(text: str, limit: int) -> str:
    """Return the lines cleaned, without empty ones, cut where they get too long."""
    lines = [line for line in (_tidy(line, limit) for line in text.splitlines()) if line]
    first, rest = lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1 :]
    kept = "\n".join([*first, " ".join(rest)] if rest else first)
    return kept if len(kept) <= limit else _cut(kept, limit)


def _tidy(line: str, limit: int) -> str:
    """Return a line without the blanks that marks left around commas and brackets."""
    return re.sub(r"(?<=[(\[]) +(?!\Z)|(?<=\S) +(?=[,.;:!?)])", "", clean_text(line, limit))


def _cut(text: str, limit: int) -> str:
    *whole, last = text[: limit + 1].split("\n")
    left = limit - sum(len(line) + 1 for line in whole)
    return "\n".join([*whole, clean_text(f"{last} …", left)] if left > 1 else whole)
