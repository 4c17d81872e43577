"""Cut text into the word pieces that the sentence model was trained on (BERT, uncased)."""

import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

_LONGEST_WORD = 100
_ASCII_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))


class WordPieces:
    """Greedy longest match over the model's list of pieces, kept in order as one text: a tenth of a dictionary."""

    def __init__(self) -> None:
        """Read the list: 30,522 lines, the number of a line is the piece's."""
        lines = files(__package__).joinpath("vocab.txt").read_text(encoding="utf-8").splitlines()
        order = sorted(range(len(lines)), key=lines.__getitem__)
        self._text = "".join(lines[number] for number in order)
        self._ends = array("I", accumulate((len(lines[number]) for number in order), initial=0))
        self._order = array("H", order)
        self._unknown, self._begin, self._end = map(lines.index, ("[UNK]", "[CLS]", "[SEP]"))

    def numbers_of(self, text: str, most: int) -> list[int]:
        """Return at most `most` numbers, the marks for beginning and end among them."""
        found: list[int] = []
        for word in _words(text):
            found += self._pieces(word)
            if len(found) >= most - 2:
                break
        return [self._begin, *found[: most - 2], self._end]

    def _pieces(self, word: str) -> list[int]:
        if len(word) > _LONGEST_WORD:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._number_of(mark + word[start:end])
                if number is not None:
                    break
            else:
                return [self._unknown]
            found.append(number)
            start = end
        return found

    def _number_of(self, piece: str) -> int | None:
        place = bisect_left(range(len(self._order)), piece, key=self._piece_at)
        return self._order[place] if place < len(self._order) and self._piece_at(place) == piece else None

    def _piece_at(self, place: int) -> str:
        return self._text[self._ends[place] : self._ends[place + 1]]


def _words(text: str) -> Iterator[str]:
    """Yield words and single signs, in lower case and without accents."""
    word = ""
    for sign in unicodedata.normalize("NFD", text.lower()):
        kind = _kind(sign)
        if kind == "letter":
            word += sign
            continue
        if kind == "dropped":
            continue
        if word:
            yield word
            word = ""
        if kind == "alone":
            yield sign
    if word:
        yield word


@lru_cache(maxsize=2048)
def _kind(sign: str) -> str:
    category = unicodedata.category(sign)
    if sign.isspace():
        return "space"
    if category == "Mn" or category.startswith("C") or sign == "\ufffd":
        return "dropped"
    if sign in _ASCII_SIGNS or category.startswith("P"):
        return "alone"
    return "alone" if any(low <= ord(sign) <= high for low, high in _IDEOGRAPHS) else "letter"
