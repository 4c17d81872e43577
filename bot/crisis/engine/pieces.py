"""Take a message apart: its plain words, and the pieces that are read by themselves."""

import re
import unicodedata
from itertools import pairwise

_APOSTROPHES = re.compile(r"['’`´]")
_NO_WORD = re.compile(r"[^\w\s\u0900-\u0dff]+")
_THRICE = re.compile(r"(.)\1{2,}")
_ECHO = re.compile(r"\b(\w+)(?: \1\b)+")
_END = re.compile(r"(?<=[.?!…])[\"')\]]*\s+|\n+|;\s+")
_LONG = 30
"""Words from which a piece is cut into windows: chat often has no full stops."""
_WINDOW, _STEP = 20, 10
_WHOLE = 60
"""Words up to which the whole message is a piece too."""
_FEWEST = 2
_FEW = 4
"""Sentences up to which two in a row are a piece too; more would take too long."""


def plain(text: str) -> str:
    """Return the text in lower case, without accents, apostrophes, punctuation and echoes of a letter or a word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign) or sign > "\u0900")
    letters = unicodedata.normalize("NFC", letters)
    words = _NO_WORD.sub(" ", _THRICE.sub(r"\1\1", _APOSTROPHES.sub("", letters)))
    return _ECHO.sub(r"\1", re.sub(r"\s+", " ", words).strip())


def sentences_of(text: str) -> list[str]:
    """Return the sentences as plain words, long ones cut into overlapping windows; each once."""
    found: list[str] = []
    for sentence in _END.split(text):
        words = plain(sentence or "").split()
        if len(words) <= _LONG:
            found.append(" ".join(words))
        else:
            found += [" ".join(words[start : start + _WINDOW]) for start in range(0, len(words) - _STEP, _STEP)]
    return list(dict.fromkeys(piece for piece in found if piece))


def pieces_of(text: str) -> list[str]:
    """Return what is read by itself: each sentence, two in a row of a few, and a short message as a whole."""
    single = sentences_of(text)
    pairs = [f"{one} {other}" for one, other in pairwise(single)] if len(single) <= _FEW else []
    whole = plain(text)
    several = [*single, *pairs, whole] if len(whole.split()) <= _WHOLE else [*single, *pairs]
    return list(dict.fromkeys(piece for piece in several if len(piece.split()) >= _FEWEST and _is_latin(piece)))


def _is_latin(piece: str) -> bool:
    """Tell whether the classifier can read a piece: of other scripts it has learned nothing."""
    return 2 * sum(sign.isascii() for sign in piece) > len(piece)
