"""Answers as a few characters: the last day in days since 2000, then a choice of each question."""

from datetime import date, timedelta

from bot.kit.choice_code import ChoiceCode, from_digits, in_digits
from bot.plan.engine.answers import CHOICES, SEVERAL, Answers
from bot.plan.engine.dates import EARLIEST

_ENCODING = 1
"""Raise it when the meaning of a code changes and CHOICES does not."""
_DAY = 3
"""Characters of the last day: some 89 years, and 0 where it was skipped."""
_CODE = ChoiceCode(CHOICES, SEVERAL, _ENCODING)
FINGERPRINT = _CODE.fingerprint
CODE_LENGTH = _DAY + _CODE.length


def encode(answers: Answers) -> str:
    """Return the answers as CODE_LENGTH characters."""
    number = 0 if answers.last_day is None else (answers.last_day - EARLIEST).days + 1
    return in_digits(number, _DAY) + _CODE.encode(answers.chosen)


def decode(code: str) -> Answers:
    """Return the answers behind a code of this fingerprint; a character that stands for no choice counts as skipped."""
    number = from_digits(code[:_DAY])
    last_day: date | None = EARLIEST + timedelta(days=number - 1) if number else None
    return Answers(last_day=last_day, **_CODE.decode(code[_DAY:]))
