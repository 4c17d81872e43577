"""What a question is after, and what a passage tells: pay, license, hours … by their words."""

import re
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class Aspect(StrEnum):
    """One thing that people ask about a job, a certificate or a step."""

    PAY = "pay"
    COST = "cost"
    LICENSE = "license"
    BOARD = "board"
    RESIDENCY = "residency"
    EXPERIENCE = "experience"
    DEGREE = "degree"
    REMOTE = "remote"
    TRAVEL = "travel"
    HOURS = "hours"
    PATIENTS = "patients"
    CITIZENSHIP = "citizenship"
    AGE = "age"
    WAYS = "ways in"
    DUTIES = "duties"
    SCREENING = "screening"
    WHERE = "where"
    RISKS = "risks"
    RETURN = "return"
    TIME = "time"
    WORTH = "worth"
    VERSUS = "versus"
    LETTER = "letter"


class AspectWords(BaseModel):
    """The content of aspects.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    asked: dict[Aspect, tuple[str, ...]]
    told: dict[Aspect, tuple[str, ...]]


def _compiled(words: dict[Aspect, tuple[str, ...]]) -> dict[Aspect, re.Pattern[str]]:
    return {aspect: re.compile("|".join(patterns), re.IGNORECASE) for aspect, patterns in words.items()}


@cache
def _patterns() -> tuple[dict[Aspect, re.Pattern[str]], dict[Aspect, re.Pattern[str]]]:
    """Return by what a question is known to ask, and a passage to tell."""
    text = files(__package__).joinpath("aspects.yaml").read_text(encoding="utf-8")
    words = AspectWords.model_validate(yaml.load(text, yaml.CSafeLoader))
    return _compiled(words.asked), _compiled(words.told)


def asked_aspects(text: str) -> tuple[Aspect, ...]:
    """Return what a question is after, in the order of its words."""
    asked_by, _ = _patterns()
    found = ((match.start(), aspect) for aspect, pattern in asked_by.items() if (match := pattern.search(text)))
    return tuple(aspect for _, aspect in sorted(found))


def told_aspects(text: str) -> frozenset[Aspect]:
    """Return what a passage tells about, by its words."""
    _, told_by = _patterns()
    return shared(frozenset(aspect for aspect, pattern in told_by.items() if pattern.search(text)))


@cache
def shared(aspects: frozenset[Aspect]) -> frozenset[Aspect]:
    """Return one and the same set for the same aspects: thousands of passages have some, and few are different."""
    return aspects
