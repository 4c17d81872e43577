"""What is asked about a search: choices only, so that nothing but them can be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.kit.errors import TollfreeError


class Reached(StrEnum):
    """How far it got."""

    NO_REPLY = "no_reply"
    INTERVIEW = "interview"
    OFFER = "offer"
    HIRED = "hired"
    GAVE_UP = "gave_up"


class Applications(StrEnum):
    """How many applications it took, in bands."""

    NONE = "none"
    UP_TO_5 = "1-5"
    UP_TO_20 = "6-20"
    UP_TO_50 = "21-50"
    MORE = "51+"


class Months(StrEnum):
    """How many months it took, in bands."""

    UP_TO_3 = "0-3"
    UP_TO_6 = "4-6"
    UP_TO_12 = "7-12"
    MORE = "13+"


class Found(StrEnum):
    """How it was found, or where most was tried."""

    POSTING = "posting"
    PERSON = "person"
    RECRUITER = "recruiter"
    COLD = "cold"
    INSIDE = "inside"
    OTHER = "other"


class Training(StrEnum):
    """Where training stood at the time."""

    FINISHED = "finished"
    IN_TRAINING = "in_training"
    WITHOUT = "without"


class YesNo(StrEnum):
    """Whether something was so."""

    YES = "yes"
    NO = "no"


class Question(StrEnum):
    """One question; its answers are counted in a table of their own, never crossed with another's."""

    REACHED = "reached"
    APPLICATIONS = "applications"
    MONTHS = "months"
    FOUND = "found"
    TRAINING = "training"
    LICENSE = "license"
    BOARD = "board"
    PART_TIME = "part_time"
    PAID = "paid"


CHOICES: Mapping[Question, type[StrEnum]] = MappingProxyType(
    {
        Question.REACHED: Reached,
        Question.APPLICATIONS: Applications,
        Question.MONTHS: Months,
        Question.FOUND: Found,
        Question.TRAINING: Training,
        Question.LICENSE: YesNo,
        Question.BOARD: YesNo,
        Question.PART_TIME: YesNo,
        Question.PAID: YesNo,
    }
)

Answers = Mapping[Question, str]
"""One answer to every question."""


class AnswersRefused(TollfreeError):
    """Raised where a question is not answered by one of its choices."""

    def __init__(self) -> None:
        super().__init__("That form is of an earlier version of mine. Please open it again; nothing was stored.")


def checked(answers: Mapping[Question, str]) -> Answers:
    """Return the answers; raises AnswersRefused where one is missing, or none of its choices."""
    for question, choices in CHOICES.items():
        if answers.get(question) not in set(choices):
            raise AnswersRefused
    return MappingProxyType({question: answers[question] for question in Question})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one member told about one role in one year; `shared_at` is when they first told about the role."""

    member_id: int = field(repr=False)
    role_id: str
    year: int
    answers: Answers = field(repr=False)
    shared_at: datetime
    changed_at: datetime


class OutcomeGone(TollfreeError):
    """Raised where a member's outcome is not there any more."""

    def __init__(self) -> None:
        super().__init__("That one is gone already. /outcome mine shows what you told.")
