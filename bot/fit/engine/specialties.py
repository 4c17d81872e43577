"""Which fields of medicine a role page names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.fit.engine.answers import SpecialtyGroup
from bot.fit.engine.evidence import ASKING, Evidence
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import About, Level

_WORDS = {
    SpecialtyGroup.INTERNAL: (
        r"internal medicine|hospitalist|hospital medicine|primary care|cardio|oncolog|cancer|nephrolog"
    ),
    SpecialtyGroup.FAMILY: r"family (medicine|physician|doctor)|general practi|primary care",
    SpecialtyGroup.PAEDIATRICS: r"pa?ediatric",
    SpecialtyGroup.EMERGENCY: r"emergency (medicine|physician)|critical care",
    SpecialtyGroup.SURGERY: r"surge(on|ry)|surgical|orthopa?ed|ophthalm|urolog",
    SpecialtyGroup.OBSTETRICS: r"obstetric|gyna?ecolog",
    SpecialtyGroup.PSYCHIATRY: r"psychiatr|neurolog",
    SpecialtyGroup.ANAESTHESIA: r"ana?esthes",
    SpecialtyGroup.RADIOLOGY: r"radiolog",
    SpecialtyGroup.PATHOLOGY: r"patholog",
    SpecialtyGroup.PREVENTIVE: r"preventive medicine|occupational medicine",
}
_PATTERNS = {group: re.compile(words, re.IGNORECASE) for group, words in _WORDS.items()}
_WELCOMING = ASKING | {Level.HELPS}
_CREDENTIALS = {About.RESIDENCY, About.BOARD, About.EXPERIENCE}


@dataclass(frozen=True, slots=True)
class NamedField:
    """The lines of a page that name a member's field, or else those that name only others."""

    is_own: bool
    lines: tuple[Evidence, ...]


def named_field(front: RolePage, group: SpecialtyGroup) -> NamedField | None:
    """Return the lines about fields of medicine that concern a member of `group`, or None where there are none."""
    wanted = [line for line in front.requirements if line.level in _WELCOMING]
    own = [line for line in wanted if group in _groups_in(line.text)]
    others = [line for line in wanted if line.level in ASKING and line.about in _CREDENTIALS and _groups_in(line.text)]
    lines = tuple(Evidence(line.level, line.words, line.marks) for line in own or others)
    return NamedField(bool(own), lines) if lines else None


@lru_cache(maxsize=2048)  # a few hundred lines, each asked about for every member
def _groups_in(text: str) -> frozenset[SpecialtyGroup]:
    return frozenset(group for group, pattern in _PATTERNS.items() if pattern.search(text))
