"""Take a message apart: its plain words, and the pieces that are read by themselves."""

import re
import unicodedata
from itertools import dropwhile, pairwise

_APOSTROPHES = re.compile(r"['’`´]")
_NO_WORD = re.compile(r"[^\w\s\u0900-\u0dff]+")
_THRICE = re.compile(r"(.)\1{2,}")
_ECHO = re.compile(r"\b(\w+)(?: \1\b)+")
_END = re.compile(r"(?<=[.?!…])[\"')\]]*\s+|\n+|;\s+")
_JOINT_WORDS = """
and but so because bc cause anyway also plus then though although while except or idk lol
y pero porque entonces aunque et mais parce donc puis und aber weil dann e mas entao aur lekin par kyunki phir
"""
_JOINTS = frozenset(_JOINT_WORDS.split())
"""Words that begin a clause: chat often has no full stops."""
_SUBJECT_WORDS = "i im ive id ill my we he she they theres its you nobody everyone ich je mi meu main mera"
_SUBJECTS = frozenset(_SUBJECT_WORDS.split())
_WORDS_BEFORE = """
if when that how what where why who think know say says said see thing as than like until before after since which
did do am
"""
_BEFORE_A_SUBJECT = frozenset(_WORDS_BEFORE.split())
"""Words after which a subject goes on with their clause."""
_LONG = 16
"""Words from which a sentence is cut into clauses too."""
_LONGEST = 30
"""Words up to which a sentence is read as it stands."""
_FEWEST_IN_A_CLAUSE, _FEWEST_BEFORE_A_SUBJECT, _MOST_IN_A_CLAUSE = 4, 6, 18
_TWO = 24
"""Words that two clauses or sentences in a row may have, to be read together."""
_FEWEST = 2


def plain(text: str) -> str:
    """Return the text in lower case, without accents, apostrophes, punctuation and echoes of a letter or a word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign) or sign > "\u0900")
    letters = unicodedata.normalize("NFC", letters)
    words = _NO_WORD.sub(" ", _THRICE.sub(r"\1\1", _APOSTROPHES.sub("", letters)))
    return _ECHO.sub(r"\1", re.sub(r"\s+", " ", words).strip())


def sentences_of(text: str) -> list[str]:
    """Return the sentences as plain words, each once."""
    return list(dict.fromkeys(words for sentence in _END.split(text) if (words := plain(sentence or ""))))


def clauses_of(sentence: str) -> list[str]:
    """Return the clauses of a sentence of plain words; a short sentence is one."""
    words = sentence.split()
    if len(words) <= _LONG:
        return [sentence]
    found: list[list[str]] = [[]]
    for before, word in pairwise(["", *words]):
        if _begins_a_clause(word, before, len(found[-1])):
            found.append([])
        found[-1].append(word)
    if len(found) > 1 and len(found[-1]) < _FEWEST_IN_A_CLAUSE:
        found[-2:] = [found[-2] + found[-1]]
    return [" ".join(_without_joints(clause)) for clause in found]


def units_of(text: str) -> list[str]:
    """Return the short sentences, and the clauses of long ones."""
    return [clause for sentence in sentences_of(text) for clause in clauses_of(sentence)]


def pieces_of(text: str) -> list[str]:
    """Return what is read by itself: sentences, clauses of long ones, two in a row, and a short message as a whole."""
    units = units_of(text)
    pairs = [pair for one, other in pairwise(units) if len((pair := f"{one} {other}").split()) <= _TWO]
    wholes = [words for words in (plain(text), *sentences_of(text)) if len(words.split()) <= _LONGEST]
    several = dict.fromkeys([*wholes, *units, *pairs])
    return [piece for piece in several if len(piece.split()) >= _FEWEST and _is_latin(piece)]


def _without_joints(clause: list[str]) -> list[str]:
    return list(dropwhile(_JOINTS.__contains__, clause))


def _begins_a_clause(word: str, before: str, length: int) -> bool:
    if length >= _MOST_IN_A_CLAUSE:
        return True
    if word in _JOINTS:
        return length >= _FEWEST_IN_A_CLAUSE
    starts = word in _SUBJECTS and before not in _BEFORE_A_SUBJECT and before not in _JOINTS
    return starts and length >= _FEWEST_BEFORE_A_SUBJECT


def _is_latin(piece: str) -> bool:
    """Tell whether the classifier can read a piece: of other scripts it has learned nothing."""
    return 2 * sum(sign.isascii() for sign in piece) > len(piece)
