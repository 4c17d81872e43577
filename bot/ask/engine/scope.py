"""Tell questions that Tollfree is for from those it declines.

Two ways, and either is enough: patterns that show a reason by themselves ("fill in my form"), and a linear discriminant
over sentence embeddings, fitted when the index is built, between the questions that pages list as theirs (`asks`) and
the examples in out_of_scope.yaml. Patterns catch the intent, which static embeddings hardly see; the discriminant
catches subjects that nobody listed.
"""

import re
from collections.abc import Iterable
from importlib.resources import files

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot.ask.engine.divide import Divide
from bot.ask.engine.embedding import Embedder
from bot.crisis.engine.pieces import plain

RIDGE = 0.5
BOUND = 0.5
"""Strength of regularisation, and the distance from which a question is declined: far enough that hardly any question
of a member is, since patterns catch most of what should be."""


class Declined(BaseModel):
    """One reason to decline: what shows it, and examples of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    patterns: tuple[str, ...]
    examples: tuple[str, ...]


_Reasons = TypeAdapter(dict[str, Declined])


def declined_reasons() -> dict[str, Declined]:
    """Return the reasons to decline, from out_of_scope.yaml."""
    text = files(__package__).joinpath("out_of_scope.yaml").read_text(encoding="utf-8")
    return _Reasons.validate_python(yaml.safe_load(text))


class ScopeJudge:
    """Says whether and why a question lies outside the scope."""

    def __init__(self, inside: Iterable[str], embedder: Embedder) -> None:
        """Fit on questions inside the scope and on the examples outside of it."""
        reasons = declined_reasons()
        self._patterns = [
            (reason, re.compile(pattern)) for reason, declined in reasons.items() for pattern in declined.patterns
        ]
        self._embedder = embedder
        self._reasons = [reason for reason, declined in reasons.items() for _ in declined.examples]
        self._outside = embedder.embed([plain(example) for one in reasons.values() for example in one.examples])
        self._divide = Divide(self._outside, embedder.embed([plain(question) for question in inside]), RIDGE)

    def reason_to_decline(self, text: str) -> str | None:
        """Return the reason to decline, or None for a question inside the scope."""
        words = plain(text)
        for reason, pattern in self._patterns:
            if pattern.search(words):
                return reason
        vector = self._embedder.embed([words])[0]
        if self._divide.distance(vector) > BOUND:
            return self._reasons[int(np.argmax(self._outside @ vector))]
        return None
