"""Which fields of medicine a role page names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.fit.engine.evidence import ASKING, Evidence
from bot.knowledge.base import Page
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import About, Level, MedicalField

_WORDS = {
    MedicalField.INTERNAL: (
        r"internal medicine|hospitalist|hospital medicine|primary care|cardio|oncolog|cancer|nephrolog|critical care"
    ),
    MedicalField.FAMILY: r"family (medicine|physician|doctor)|general practi|primary care",
    MedicalField.PEDIATRICS: r"pa?ediatric",
    MedicalField.EMERGENCY: r"emergency (medicine|physician)",
    MedicalField.SURGERY: r"surge(on|ry)|surgical|orthopa?ed|ophthalm|urolog",
    MedicalField.OBSTETRICS: r"obstetric|gyna?ecolog",
    MedicalField.PSYCHIATRY: r"psychiatr|neurolog",
    MedicalField.ANESTHESIA: r"ana?esthes|critical care",
    MedicalField.RADIOLOGY: r"radiolog",
    MedicalField.PATHOLOGY: r"patholog",
    MedicalField.PREVENTIVE: r"preventive medicine|occupational medicine",
}
_PATTERNS = {group: re.compile(words, re.IGNORECASE) for group, words in _WORDS.items()}
_WELCOMING = ASKING | {Level.HELPS}
_CREDENTIALS = {About.RESIDENCY, About.BOARD, About.EXPERIENCE}


@dataclass(frozen=True, slots=True)
class NamedField:
    """The lines of a page that name a member's field, or else those that name only others."""

    is_own: bool
    lines: tuple[Evidence, ...]


def mentions(role: Page[RolePage], field: MedicalField) -> int:
    """Return how often a role's page names a field."""
    lines = (line.text for line in role.front.requirements)
    return _counted(" ".join((*role.front.asks, *lines, *(one.markdown for one in role.body.sections)))).get(field, 0)


@lru_cache(maxsize=256)  # as many texts as roles
def _counted(text: str) -> Mapping[MedicalField, int]:
    return {group: len(pattern.findall(text)) for group, pattern in _PATTERNS.items()}


def named_field(front: RolePage, group: MedicalField) -> NamedField | None:
    """Return the lines about fields of medicine that concern a member of `group`, or None where there are none."""
    wanted = [line for line in front.requirements if line.level in _WELCOMING]
    own = [line for line in wanted if group in fields_in(line.text)]
    others = [line for line in wanted if line.level in ASKING and line.about in _CREDENTIALS and fields_in(line.text)]
    lines = tuple(Evidence(line.level, line.words, line.marks) for line in own or others)
    return NamedField(bool(own), lines) if lines else None


@lru_cache(maxsize=2048)  # a few hundred lines, each asked about for every member
def fields_in(text: str) -> frozenset[MedicalField]:
    """Return the fields of medicine that a line names."""
    return frozenset(group for group, pattern in _PATTERNS.items() if pattern.search(text))
