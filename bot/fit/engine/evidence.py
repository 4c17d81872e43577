"""The lines of a role page that stand behind a finding."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.knowledge.role import Glance, Requirement, RolePage
from bot.knowledge.vocabulary import About, BoardNeed, Level, LicenseNeed, Need, Openness, Training


class Gate(StrEnum):
    """What may keep a member out of a role."""

    TRAINING = "training"
    LICENSE = "licence"
    BOARD = "board"
    YEARS = "years"
    SCHOOL = "school"
    WORK = "work"
    FIELD = "field"


ASKING = frozenset({Level.LAW, Level.EMPLOYERS})
"""Levels of lines that ask for something."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line of a page: a requirement or, where those are silent, from its at-a-glance part."""

    level: Level | None
    """Who asks; None for an at-a-glance line that does not say."""
    text: str
    sources: tuple[str, ...]


_ORDER = {level: place for place, level in enumerate(Level)}
_TOPIC = {
    Gate.TRAINING: About.RESIDENCY,
    Gate.LICENSE: About.LICENSE,
    Gate.BOARD: About.BOARD,
    Gate.YEARS: About.EXPERIENCE,
    Gate.SCHOOL: About.DEGREE,
    Gate.WORK: About.OTHER,
    Gate.FIELD: About.BOARD,
}
_GLANCE = {
    Gate.TRAINING: "residency",
    Gate.LICENSE: "licence",
    Gate.BOARD: "board_certification",
    Gate.YEARS: "experience",
    Gate.SCHOOL: "degree",
    Gate.WORK: "work_permission",
    Gate.FIELD: "board_certification",
}
_CITIZENSHIP = re.compile(r"citizen|green.card|permanent resident", re.IGNORECASE)
_LEVEL_OF = {
    None: None,
    Need.LAW: Level.LAW,
    Need.REQUIRED: Level.EMPLOYERS,
    Need.USUAL: Level.EMPLOYERS,
    Need.HELPS: Level.HELPS,
    Need.NOT_REQUIRED: Level.NOT_REQUIRED,
}


def evidence_for(front: RolePage, gate: Gate, levels: Collection[Level | None]) -> tuple[Evidence, ...]:
    """Return the page's lines about a gate at these levels, law first; empty where no line of it is sourced."""
    lines = tuple(_requirements(front, gate, levels))
    if lines:
        return lines
    return tuple(line for line in at_a_glance(front, _GLANCE[gate]) if line.level in levels)


def at_a_glance(front: RolePage, name: str) -> tuple[Evidence, ...]:
    """Return the line of this name from the page's at-a-glance part; empty where it is unknown."""
    glance: Glance | None = getattr(front.at_a_glance, name)
    return (
        () if glance is None or glance.is_unknown else (Evidence(_LEVEL_OF[glance.need], glance.words, glance.marks),)
    )


def _requirements(front: RolePage, gate: Gate, levels: Collection[Level | None]) -> Iterator[Evidence]:
    wanted = [line for line in front.requirements if line.level in levels and _is_about(line, gate)]
    for line in sorted(wanted, key=lambda line: _ORDER[line.level]):
        yield Evidence(line.level, line.words, line.marks)


def _is_about(line: Requirement, gate: Gate) -> bool:
    """Tell whether a line concerns a gate; citizenship stands among what is asked besides."""
    if gate is Gate.WORK:
        return line.about is About.OTHER and _CITIZENSHIP.search(line.text) is not None
    return line.about is _TOPIC[gate]


def asks_for(front: RolePage, gate: Gate) -> bool:
    """Tell whether the card asks for it, among its requirements or at a glance."""
    return bool(evidence_for(front, gate, ASKING))


_ONE_YEAR = re.compile(r"one (supervised )?year|supervised year", re.IGNORECASE)
_SUBSPECIALTY = re.compile(r"forensic|geriatric|hospice|palliative|addiction|informatics", re.IGNORECASE)
_PRIMARY = re.compile(r"primary specialty", re.IGNORECASE)
_EQUIVALENCE = re.compile(r"ECFMG")


def a_year_will_do(front: RolePage) -> bool:
    """Tell whether the card asks for one supervised year, and nowhere for a finished residency."""
    return all(_ONE_YEAR.search(line.text) for line in evidence_for(front, Gate.TRAINING, ASKING))


def asks_subspecialty(front: RolePage) -> bool:
    """Tell whether every certificate that the card asks for is one in a subspecialty, which nobody is asked about."""
    lines = [line.text for line in evidence_for(front, Gate.BOARD, ASKING)]
    return bool(lines) and all(_SUBSPECIALTY.search(line) and not _PRIMARY.search(line) for line in lines)


def takes_equivalence(front: RolePage) -> bool:
    """Tell whether the card takes a degree from abroad that is certified as equivalent."""
    lines = (*evidence_for(front, Gate.SCHOOL, ASKING), *at_a_glance(front, "degree"))
    return any(_EQUIVALENCE.search(line.text) for line in lines)


def asks_nothing(front: RolePage, gate: Gate) -> bool:
    """Tell whether the card says that a role does without, so that whoever meets it need not have anything."""
    facts = front.fit
    spared = {
        Gate.TRAINING: facts.training in {Training.DEGREE, Training.NO_DEGREE},
        Gate.LICENSE: facts.licence is LicenseNeed.NONE,
        Gate.BOARD: facts.board is BoardNeed.NONE,
        Gate.YEARS: not facts.years and bool(at_a_glance(front, "experience")),
    }
    return spared.get(gate, False) and not asks_for(front, gate)


def is_silent(front: RolePage, gate: Gate) -> bool:
    """Tell whether the notes know nothing of what a role asks there."""
    facts = front.fit
    unknown = {
        Gate.TRAINING: facts.training is Training.UNKNOWN,
        Gate.LICENSE: facts.licence is LicenseNeed.UNKNOWN,
        Gate.BOARD: facts.board is BoardNeed.UNKNOWN,
        Gate.YEARS: facts.years is None and not at_a_glance(front, "experience"),
        Gate.SCHOOL: facts.img_open is Openness.UNKNOWN,
    }
    return unknown.get(gate, False) and not asks_for(front, gate)
