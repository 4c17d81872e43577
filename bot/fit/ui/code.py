"""Answers as a few characters, so that custom ids can hold them and nothing else has to.

One character of base 32 a question, 0 where it was skipped. Where more than one answer may be chosen: a bit each, in as
many characters as that takes.
"""

import zlib
from collections.abc import Sequence
from typing import Any

from bot.fit.engine.answers import CHOICES, SEVERAL, Answers

_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_BITS = 5
CODE = "[0-9a-v]"
"""What a code is made of, as a regular expression."""

_ENCODING = 1
"""Raise it when the meaning of a code changes and CHOICES does not."""


def _fingerprint() -> str:
    meaning = [_ENCODING, *((question, *map(str, choices)) for question, choices in CHOICES.items())]
    return _digits(zlib.crc32(repr(meaning).encode()), 4)


def _digits(number: int, width: int) -> str:
    return "".join(_DIGITS[number >> _BITS * position & 31] for position in range(width))


def _number(digits: str) -> int:
    return sum(_DIGITS.index(digit) << _BITS * position for position, digit in enumerate(digits))


def _width(question: str) -> int:
    return -(-len(CHOICES[question]) // _BITS) if question in SEVERAL else 1


FINGERPRINT = _fingerprint()
"""Changes with what the characters mean, so that an older message is recognized and not misread."""

CODE_LENGTH = sum(_width(question) for question in CHOICES)


def encode(answers: Answers) -> str:
    """Return the answers as CODE_LENGTH characters."""
    return "".join(
        _digits(_value(question, choices, answers), _width(question)) for question, choices in CHOICES.items()
    )


def _value(question: str, choices: Sequence[Any], answers: Answers) -> int:
    chosen = answers.chosen(question)
    if question in SEVERAL:
        return sum(1 << bit for bit, choice in enumerate(choices) if choice in chosen)
    return next((position + 1 for position, choice in enumerate(choices) if choice in chosen), 0)


def decode(code: str) -> Answers:
    """Return the answers behind a code of this fingerprint; a character that stands for no choice counts as skipped."""
    values: dict[str, Any] = {}
    start = 0
    for question, choices in CHOICES.items():
        end = start + _width(question)
        number, start = _number(code[start:end]), end
        if question in SEVERAL:
            values[question] = frozenset(choice for bit, choice in enumerate(choices) if number >> bit & 1)
        elif 0 < number <= len(choices):
            values[question] = choices[number - 1]
    return Answers(**values)
