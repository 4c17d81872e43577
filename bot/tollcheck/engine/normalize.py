"""Even out a text: tricks of spelling and layout must not hide words, and quotes stay readable."""

import unicodedata

LONGEST = 5_000
"""Characters looked at: more than a member types, but embeds are longer, and some characters become eighteen."""

_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјкорсухԁһԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ’‘ʼ`´“”„«»‐‑‒−",
    "ABESIJKMHOPCTYXaesijkopcyxdhwABEZHIKMNOPTYXovp'''''\"\"\"\"\"----",
)
"""Cyrillic and Greek letters that look like Latin ones, and the many forms of quotation marks and hyphens."""

_LAST_ASCII = 127
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Co"})
"""Unicode categories of what shows nothing by itself: zero-width and direction marks, stacked accents."""


class _Visible(dict[int, int | None]):
    """What becomes of a character: the letter it looks like, nothing, or itself; filled as characters come."""

    def __missing__(self, code: int) -> int | None:
        is_dropped = code > _LAST_ASCII and unicodedata.category(chr(code)) in _INVISIBLE
        self[code] = None if is_dropped else _LOOKALIKES.get(code, code)
        return self[code]


class _Folded(dict[int, int]):
    """A character in lower case without its accent, always one character; filled as characters come."""

    def __missing__(self, code: int) -> int:
        lowered = unicodedata.normalize("NFD", chr(code))[0].lower()
        self[code] = ord(lowered) if len(lowered) == 1 else code
        return self[code]


_VISIBLE = _Visible()
_FOLDED = _Folded()


def clean(text: str) -> str:
    """Return the text in NFKC without invisible or combining characters, with single spaces and few line breaks."""
    visible = unicodedata.normalize("NFKC", text[:LONGEST])[:LONGEST].translate(_VISIBLE)
    kept: list[str] = []
    for line in visible.splitlines():
        words = " ".join(line.split())
        if words or (kept and kept[-1]):
            kept.append(words)
    return "\n".join(kept).strip()


def fold(cleaned: str) -> str:
    """Return the text in lower case without accents, each character in its old place."""
    return cleaned.translate(_FOLDED)
