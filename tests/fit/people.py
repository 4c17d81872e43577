"""Invented people who answer the questions of /fit, and whoever else might."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from bot.fit.engine.answers import (
    CHOICES,
    SEVERAL,
    Answers,
    BoardStatus,
    LicenseStatus,
    School,
    TrainingReached,
    Work,
)
from bot.knowledge.vocabulary import MedicalField

HOSPITALIST = Answers(
    training=TrainingReached.RESIDENCY,
    specialty=MedicalField.INTERNAL,
    board=BoardStatus.CERTIFIED,
    licence=LicenseStatus.ACTIVE,
    school=School.DOMESTIC,
    trained_in=School.DOMESTIC,
    work=Work.CITIZEN,
    years=8,
)
UNMATCHED = Answers(
    training=TrainingReached.DEGREE,
    board=BoardStatus.NOT_ELIGIBLE,
    licence=LicenseStatus.NONE,
    school=School.ABROAD,
    work=Work.GREEN_CARD,
    years=1,
)
SURGEON = replace(HOSPITALIST, training=TrainingReached.FELLOWSHIP, specialty=MedicalField.SURGERY, years=20)


def _choosing(question: str, choices: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    some = st.sampled_from(choices)
    return st.frozensets(some) if question in SEVERAL else st.none() | some


ANSWERS: st.SearchStrategy[Answers] = st.builds(
    Answers, **{question: _choosing(question, choices) for question, choices in CHOICES.items()}
)
