"""What a member says of themselves and of the work they want; every answer may be missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from bot.kit.answers import answered, chosen_in
from bot.knowledge.vocabulary import Dislike, Hours, Like, MedicalField, Remote


class TrainingReached(StrEnum):
    """How far training went."""

    DEGREE = "degree"
    IN_RESIDENCY = "in_residency"
    LEFT_RESIDENCY = "left_residency"
    RESIDENCY = "residency"
    FELLOWSHIP = "fellowship"


class BoardStatus(StrEnum):
    """Where a member stands with a specialty board."""

    CERTIFIED = "certified"
    ELIGIBLE = "eligible"
    LAPSED = "lapsed"
    NOT_ELIGIBLE = "not_eligible"


class LicenseStatus(StrEnum):
    """Which US license a member holds."""

    ACTIVE = "active"
    RESTRICTED = "restricted"
    TRAINING_ONLY = "training_only"
    INACTIVE = "inactive"
    NONE = "none"


class School(StrEnum):
    """Where the medical degree is from, or where residency was done."""

    DOMESTIC = "domestic"
    ABROAD = "abroad"


class Work(StrEnum):
    """Which permission to work in the United States a member has."""

    CITIZEN = "citizen"
    GREEN_CARD = "green_card"
    NEEDS_VISA = "needs_visa"
    RATHER_NOT = "rather_not"


MOST_YEARS = 20
"""The highest answer to years since training; it stands for as many or more."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers; None, or an empty set, where the member skipped the question."""

    training: TrainingReached | None = None
    specialty: MedicalField | None = None
    board: BoardStatus | None = None
    licence: LicenseStatus | None = None
    school: School | None = None
    trained_in: School | None = None
    """Where residency was done, in part or whole."""
    work: Work | None = None
    years: int | None = None
    """Since training ended, 0 to MOST_YEARS."""
    travel: int | None = None
    """Most travel that is acceptable, in percent."""
    remote: Remote | None = None
    hours: Hours | None = None
    pay_floor: int | None = None
    """In USD a year."""
    likes: frozenset[Like] = frozenset()
    dislikes: frozenset[Dislike] = frozenset()

    def answering(self, question: str, chosen: Sequence[str]) -> "Answers":
        """Return these answers with one question answered anew; nothing chosen takes the answer back.

        `question` is a field, and `chosen` holds the text of its choices; any other text is left out.
        """
        return answered(self, question, chosen, CHOICES[question], several=question in SEVERAL)

    def chosen(self, question: str) -> frozenset[Any]:
        """Return what is chosen for a question, as a set, empty where it was skipped."""
        return chosen_in(self, question, SEVERAL)


CHOICES: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "training": tuple(TrainingReached),
        "specialty": tuple(MedicalField),
        "board": tuple(BoardStatus),
        "licence": tuple(LicenseStatus),
        "school": tuple(School),
        "trained_in": tuple(School),
        "work": tuple(Work),
        "years": tuple(range(MOST_YEARS + 1)),
        "travel": (0, 10, 25, 50, 75),
        "remote": (Remote.FULL, Remote.HYBRID, Remote.ONSITE),
        "hours": (Hours.FULL_TIME, Hours.PART_TIME, Hours.PER_CASE),
        "pay_floor": (75_000, 100_000, 125_000, 150_000, 200_000, 250_000, 300_000, 350_000, 400_000),
        "likes": tuple(Like),
        "dislikes": tuple(Dislike),
    }
)
"""What may be answered to each question; the order is part of how answers are encoded."""

SEVERAL = frozenset({"likes", "dislikes"})
"""Questions with more than one answer."""
