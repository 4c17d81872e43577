"""Answers to questions with choices, as the fields of a frozen dataclass; any may be missing."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, TypeVar

AnswersT = TypeVar("AnswersT", bound=Any)


def answered(
    answers: AnswersT, question: str, chosen: Sequence[str], choices: Sequence[Any], *, several: bool
) -> AnswersT:
    """Return the answers with one question answered anew; nothing chosen takes the answer back.

    `chosen` holds the text of the question's choices; any other text is left out.
    """
    picked = [choice for choice in choices if str(choice) in chosen]
    value: Any = frozenset(picked) if several else next(iter(picked), None)
    return replace(answers, **{question: value})


def chosen_in(answers: object, question: str, several: Collection[str]) -> frozenset[Any]:
    """Return what is chosen for a question, as a set, empty where it was skipped."""
    value = getattr(answers, question)
    if question in several:
        return frozenset(value)
    return frozenset() if value is None else frozenset({value})
