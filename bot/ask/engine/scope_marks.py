"""Marks of what a message is about, by kind of thing: what the scope classifier weighs beside likeness."""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class ScopeMarks(BaseModel):
    """The content of scope_marks.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    professions: tuple[str, ...]
    marks: dict[str, tuple[str, ...]]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    text = files(__package__).joinpath("scope_marks.yaml").read_text(encoding="utf-8")
    told = ScopeMarks.model_validate(yaml.load(text, yaml.CSafeLoader))
    professions = "|".join(told.professions)
    return {
        name: re.compile("|".join(patterns).replace("PROFESSIONS", professions), re.IGNORECASE)
        for name, patterns in told.marks.items()
    }


def marks_of(text: str) -> list[float]:
    """Return 1 for each mark that a text bears, else 0, and 1 where it bears those of a physician's work together."""
    has = {name: float(mark.search(text) is not None) for name, mark in _patterns().items()}
    ours = has["career"] + has["change"] + has["job"] + has["physician"] + has["credential"]
    return [
        *has.values(),
        float(ours >= 2),
        float(ours >= 3),
        float(ours == 0),
        has["i am another"] * (1 - has["physician"]),
        has["other profession"] * (1 - has["physician"]),
        has["training"] * float(has["career"] + has["change"] == 0),
        has["command"] * (1 - has["career"]),
        has["ill"] * float(has["career"] + has["change"] + has["job"] == 0),
    ]
