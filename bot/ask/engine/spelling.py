"""Mend words that no page holds and that are one slip away from one that many do."""

import re
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 7
"""Letters: shorter words are too often near to another by chance."""
_SLIPS = 2
_WORD = re.compile(rf"[A-Za-z]{{{_SHORTEST},}}")


class Spelling:
    """Knows the words of the pages."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take all words, in lower case."""
        self._known = {word for word in words if len(word) >= _SHORTEST - _SLIPS and word.isalpha()}
        self._list = sorted(self._known)

    def mended(self, text: str) -> str:
        """Return the text with its slips mended; words that are near to none stay."""
        return _WORD.sub(lambda match: self._mended_word(match.group()), text)

    def _mended_word(self, word: str) -> str:
        low = word.lower()
        if low in self._known or any(low.removesuffix(ending) in self._known for ending in ("s", "es", "ed", "ing")):
            return word
        found = process.extractOne(low, self._list, scorer=OSA.distance, score_cutoff=_SLIPS)
        if found is None or found[0][:2] != low[:2] or (found[1] == _SLIPS and len(low) < _SHORTEST + _SLIPS):
            return word
        return found[0]
