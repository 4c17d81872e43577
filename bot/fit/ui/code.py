"""Answers as a few characters."""

from bot.fit.engine.answers import CHOICES, SEVERAL, Answers
from bot.kit.choice_code import ChoiceCode

_ENCODING = 1
"""Raise it when the meaning of a code changes and CHOICES does not."""
_CODE = ChoiceCode(CHOICES, SEVERAL, _ENCODING)
FINGERPRINT = _CODE.fingerprint
CODE_LENGTH = _CODE.length


def encode(answers: Answers) -> str:
    """Return the answers as CODE_LENGTH characters."""
    return _CODE.encode(answers.chosen)


def decode(code: str) -> Answers:
    """Return the answers behind a code of this fingerprint; a character that stands for no choice counts as skipped."""
    return Answers(**_CODE.decode(code))
