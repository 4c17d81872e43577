"""Tables of what a rule answers to every combination of choices, as small as they go.

A question that was skipped counts as a choice, and stands first. Choices that make no difference share a class.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import product

from bot.fit.engine.answers import CHOICES, Answers


@dataclass(slots=True)
class Shared:
    """Rows that stand once and are named by their number: most roles have the same."""

    rows: list[object] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, row: object) -> int:
        """Return the number of a row, which is added where it is new."""
        key = json.dumps(row)
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append(row)
        return self._numbers[key]


def table(questions: Sequence[str], answer: Callable[[Answers], object]) -> dict[str, object]:
    """Return what `answer` says to every combination: a sign for each choice's class, and a row over the classes."""
    choices = [(None, *CHOICES[question]) for question in questions]
    said = {
        at: answer(
            Answers(**{question: options[i] for question, options, i in zip(questions, choices, at, strict=True)})
        )
        for at in product(*(range(len(options)) for options in choices))
    }
    classes = [_classes(said, axis, len(options)) for axis, options in enumerate(choices)]
    kept = [[chosen.index(number) for number in range(max(chosen) + 1)] for chosen in classes]
    packed = ["".join(map(_digit, chosen)) for chosen in classes]
    return {"asks": list(questions), "classes": packed, "row": [said[at] for at in product(*kept)]}


def _digit(number: int) -> str:
    """Return a class as one sign, as JavaScript reads numbers of base 36."""
    return "0123456789abcdefghijklmnopqrstuvwxyz"[number]


def _classes(said: dict[tuple[int, ...], object], axis: int, count: int) -> list[int]:
    """Return the class of each choice of one question: alike are those to which everything is answered the same."""
    slices: list[dict[tuple[int, ...], object]] = [{} for _ in range(count)]
    for at, value in said.items():
        slices[at[axis]][(*at[:axis], *at[axis + 1 :])] = value
    found: list[dict[tuple[int, ...], object]] = []
    numbers = []
    for one in slices:
        if one not in found:
            found.append(one)
        numbers.append(found.index(one))
    return numbers
