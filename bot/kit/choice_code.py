"""Chosen answers as a few characters, so that custom ids can hold them and nothing else has to.

A number in base 32 for each question, 0 where it was skipped. Where more than one answer may be chosen: a bit each.
"""

import zlib
from collections.abc import Callable, Mapping
from typing import Any

_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_BITS = 5
CODE = "[0-9a-v]"
"""What a code is made of, as a regular expression."""


def in_digits(number: int, width: int) -> str:
    """Return a number as so many characters, the smallest digit first."""
    return "".join(_DIGITS[number >> _BITS * position & 31] for position in range(width))


def from_digits(digits: str) -> int:
    """Return the number behind characters."""
    return sum(_DIGITS.index(digit) << _BITS * position for position, digit in enumerate(digits))


class ChoiceCode:
    """Writes and reads the answers to some questions; what may be chosen, in its order, is part of the code."""

    def __init__(self, choices: Mapping[str, tuple[Any, ...]], several: frozenset[str], encoding: int) -> None:
        """Take the choices of each question and the questions with several answers; raise `encoding` to break codes."""
        self._choices = choices
        self._several = several
        self._widths = {question: self._width(question) for question in choices}
        self.length = sum(self._widths.values())
        meaning = [encoding, *((question, *map(str, options)) for question, options in choices.items())]
        self.fingerprint = in_digits(zlib.crc32(repr(meaning).encode()), 4)
        """Changes with what the characters mean, so that an older message is recognized and not misread."""

    def _width(self, question: str) -> int:
        count = len(self._choices[question])
        bits = count if question in self._several else count.bit_length()
        return -(-bits // _BITS)

    def encode(self, chosen: Callable[[str], frozenset[Any]]) -> str:
        """Return as many characters as `length`; `chosen` tells what was chosen for a question."""
        return "".join(
            in_digits(self._number(question, chosen(question)), self._widths[question]) for question in self._choices
        )

    def _number(self, question: str, chosen: frozenset[Any]) -> int:
        options = enumerate(self._choices[question])
        if question in self._several:
            return sum(1 << bit for bit, choice in options if choice in chosen)
        return next((position + 1 for position, choice in options if choice in chosen), 0)

    def decode(self, code: str) -> dict[str, Any]:
        """Return what was chosen, by question; a character that stands for no choice counts as skipped."""
        values: dict[str, Any] = {}
        start = 0
        for question, options in self._choices.items():
            end = start + self._widths[question]
            number, start = from_digits(code[start:end]), end
            if question in self._several:
                values[question] = frozenset(choice for bit, choice in enumerate(options) if number >> bit & 1)
            elif 0 < number <= len(options):
                values[question] = options[number - 1]
        return values
