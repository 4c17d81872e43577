"""Which experience a card asks for: years at the bedside, or years and work of another kind."""

import re
from collections.abc import Sequence

from bot.fit.engine.evidence import ASKING, Gate, evidence_for
from bot.knowledge.role import RolePage

_CLINICAL = re.compile(
    r"clinical (work|practice|experience|years)|in practice|after (training|residency)"
    r"|health ?care work|direct care|bedside",
    re.IGNORECASE,
)
_OTHER_KINDS = re.compile(
    r"\b(drug|industry|trials?|safety review|medical review|research|quality|managed care)\b", re.IGNORECASE
)
_RECENT = re.compile(r"\b(recent|preceding|past|active|current|still|near|before the event)\b", re.IGNORECASE)
"""Practice of late, which years since training do not show."""
_UNKNOWN_KIND = re.compile(r"breaks off|cut off", re.IGNORECASE)
_NOT_SHOWN = (_OTHER_KINDS, _RECENT, _UNKNOWN_KIND)
"""What years since training do not show."""
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
_NUMBER = rf"\b(\d\d?|{'|'.join(_WORDS)})\b"
_YEARS = re.compile(rf"{_NUMBER}[^.;,]{{0,25}}?\byears?\b", re.IGNORECASE)
_LISTED = re.compile(rf"^Years\b.*?:|{_NUMBER}", re.IGNORECASE)
"""A line that begins with "Years …:" lists numbers after it."""


def asked(front: RolePage) -> tuple[str, ...]:
    """Return the lines in which the card asks for experience."""
    return tuple(line.text for line in evidence_for(front, Gate.YEARS, ASKING))


def are_clinical(lines: Sequence[str]) -> bool:
    """Tell whether years since training meet all lines: none asks for another kind of work, or for practice of late."""
    return all(_CLINICAL.search(line) and not any(kind.search(line) for kind in _NOT_SHOWN) for line in lines)


def is_of_late(front: RolePage) -> bool:
    """Tell whether the card asks for practice of late."""
    return any("practice" in line and _RECENT.search(line) for line in asked(front))


def years_named(lines: Sequence[str]) -> int | None:
    """Return the most years that the lines name; None where one names no number."""
    found = [_numbers(line) for line in lines]
    return max((number for numbers in found for number in numbers), default=None) if all(found) else None


def all_name_years(lines: Sequence[str]) -> bool:
    """Tell whether each line names a number of years."""
    return all(_numbers(line) for line in lines)


def _numbers(line: str) -> list[int]:
    pattern = _LISTED if line.startswith("Years") else _YEARS
    found = (word.lower() for word in pattern.findall(line) if word)
    return [_WORDS[word] if word in _WORDS else int(word) for word in found]
