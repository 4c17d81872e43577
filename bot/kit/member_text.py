"""Text from members, made safe to stand in a card: nothing invisible in it, and no markdown of its own."""

import re
import unicodedata
from collections.abc import Iterator

_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_UNSEEN_BESIDES = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""Characters that show as nothing though their category does not say so.

Source: Default_Ignorable_Code_Point in https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt
"""

_EMPTY_BRAILLE = "\u2800"
"""A blank that Unicode does not count as white space."""

_STACKING = frozenset({"Mn", "Me"})
_MARKS = _STACKING | {"Mc"}
_HIGHEST_STACK = 3
"""Most marks on one letter: spelling rarely needs more, and higher stacks run over the lines around them."""

_SKIN_TONES = range(0x1F3FB, 0x1F400)
_LATER_JAMO = range(0x1160, 0x1200)
_FLAG_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]+\\Z")

_MARKDOWN = re.compile(r"[\\*_~`|<>\[\]@#:]|^\s*(?:[-+]|\d+[.)])", re.MULTILINE)


def is_unseen(char: str) -> bool:
    """Return whether a character shows as nothing, or as nothing agreed: control, zero-width, direction, private."""
    return unicodedata.category(char) in _UNSEEN_CATEGORIES or _UNSEEN_BESIDES.match(char) is not None


def clean_text(text: str, limit: int) -> str:
    """Return text on one line, in NFC, without unseen characters, at most `limit` (1 or more) code points long.

    It begins with no combining mark, so it never changes what stands before it. An ellipsis marks what was cut off,
    and no visible character is cut in two. Joined emoji come apart, because the joiner is unseen.
    """
    seen = "".join(char for char in text.replace(_EMPTY_BRAILLE, " ") if char.isspace() or not is_unseen(char))
    line = _without_leading_marks(" ".join(unicodedata.normalize("NFC", seen).split()))
    return _cut("".join(_low_stacks(line)), limit)


def _without_leading_marks(line: str) -> str:
    start = 0
    while start < len(line) and (line[start] == " " or unicodedata.category(line[start]) in _MARKS):
        start += 1
    return line[start:]


def _low_stacks(line: str) -> Iterator[str]:
    """Yield the characters, but no marks above the highest stack."""
    height = 0
    for char in line:
        height = height + 1 if unicodedata.category(char) in _STACKING else 0
        if height <= _HIGHEST_STACK:
            yield char


def _cut(line: str, limit: int) -> str:
    if len(line) <= limit:
        return line
    end = limit - 1
    while end > 0 and _is_joined(line, end):
        end -= 1
    return f"{line[:end].rstrip()}…"


def _is_joined(line: str, at: int) -> bool:
    """Return whether the character at an index belongs to the visible character before it."""
    if _FLAG_LETTERS.match(line[at]):
        before = _FLAG_LETTERS.search(line[:at])
        return before is not None and len(before[0]) % 2 == 1
    code = ord(line[at])
    return unicodedata.category(line[at]) in _MARKS or code in _SKIN_TONES or code in _LATER_JAMO


def escape(text: str) -> str:
    r"""Return text that Discord shows as it stands: no format, link, mention, emoji or list comes of it.

    Each sign that could begin one gets a backslash before it, and `\x` read as `x` gives the text back. Not for the
    label of a masked link, where a backslash does not keep a bracket from closing the label.
    """
    return _MARKDOWN.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", text)
