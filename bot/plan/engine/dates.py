"""Read a day as people type it, and count months on."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from bot.kit.errors import TollfreeError

EARLIEST = date(2000, 1, 1)
YEARS_AHEAD = 3
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?")
_WORD_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:[a-z]{2})?(?:,? (\d{4}))?")
_NUMBER_FIRST = re.compile(r"(\d{1,2})(?:[a-z]{2})?\.? (?:of )?([a-z]{3,9})\.?(?:,? (\d{4}))?")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ")
_UNREADABLE = (
    "I can't read that as a day. Write it like `3/31/2027`, `March 31, 2027` or `2027-03-31`; the month first, please."
)


class DayUnreadable(TollfreeError):
    """Raised where what was typed is no day, or one that is too far off to plan for."""


def read_day(typed: str, today: date) -> date:
    """Return the day that was typed; without a year, the next such day. Raises DayUnreadable."""
    text = _WEEKDAY.sub("", " ".join(typed.casefold().split()))
    found = next(_readings(text, today), None)
    if found is None or found < EARLIEST:
        raise DayUnreadable(_UNREADABLE)
    if found >= add_months(today, 12 * YEARS_AHEAD):
        raise DayUnreadable(f"I plan up to {YEARS_AHEAD} years ahead, and {found:%B} {found.day}, {found.year} is not.")
    return found


def _readings(text: str, today: date) -> Iterator[date]:
    """Yield what a text may mean, likeliest first: the month first, as in the United States."""
    if found := _ISO.fullmatch(text):
        yield from _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        yield from _with_year(found[3], int(found[1]), int(found[2]), today)
        yield from _with_year(found[3], int(found[2]), int(found[1]), today)
    if found := _WORD_FIRST.fullmatch(text):
        yield from _with_year(found[3], _month(found[1]), int(found[2]), today)
    if found := _NUMBER_FIRST.fullmatch(text):
        yield from _with_year(found[3], _month(found[2]), int(found[1]), today)


def _month(word: str) -> int:
    """Return the number of a month's name, or 0."""
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0


def _with_year(year: str | None, month: int, day: int, today: date) -> Iterator[date]:
    if year:
        yield from _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)
        return
    for number in range(today.year, today.year + 5):
        yield from (found for found in _day(number, month, day) if found >= today)


def _day(year: int, month: int, day: int) -> Iterator[date]:
    if 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]:
        yield date(year, month, day)


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, or the last day of that month where it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
