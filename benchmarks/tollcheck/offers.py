"""The labeled offers, and how the warning signs of /tollcheck score on them."""

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.tollcheck.engine.engine import check_offer
from bot.tollcheck.engine.learned import LearnedSigns

OFFERS = Path(__file__).parents[2] / "tests" / "tollcheck" / "offers.jsonl"
SHORT_OFFERS = Path(__file__).with_name("short_offers.jsonl")
VOICES = tuple(Path(__file__).with_name(name) for name in ("voices.jsonl", "characters.jsonl"))
HELD_OUT = "held_out"
HALVES = {
    HELD_OUT: "held out: written first, put aside while the rules were written",
    "tuning": "used to write the rules",
    "fresh": "fresh: written when the rules were finished, read once",
    "kinds_tuning": "other kinds and voices: used to write their rules",
    "kinds_unseen": "other kinds and voices: not looked at meanwhile",
    "kinds_fresh": "longer ones, written when those were mended: 95.1% and 86.7% when first read",
    "kinds_last": "other voices again, written after that: 96.6% and 75.7% when first read",
    "kinds_third": "and a third time: 87.0% and 74.1% when first read",
    "voices_tuning": "another author's, written before reading the rules: 76.3% and 55.8% when first read",
    "voices_unseen": "its other half, by kind: 83.3% and 57.7% before, 91.7% and 84.6% after",
    "voices_third": "a third part of it: 85.0% and 29.3% before, 96.2% and 87.9% after",
    "voices_more": "by the same author, avoiding the words of the rules: 81.2% and 38.2% when first read",
    "voices_last": "and again: 83.3% and 45.5% when first read",
    "voices_learned": "when examples were learned from, in other words: 92.9% and 51.3% by the rules alone",
    "voices_sealed": "written after that, read once with all in place",
    "voices_plain": "in the words that such offers commonly use: 92.0% and 88.5% when first read",
}
SHORT = "short"
_AUTHOR_OF = {
    "voices_learned": "evading",
    "voices_sealed": "evading",
    HELD_OUT: "plain",
    "fresh": "plain",
    "voices_plain": "plain",
}
CHARACTERS = ("glossy", "agency", "peer", "voice", "startup", "directory", "friend", "society")
UNTUNED = (SHORT, "evading", "plain", "sixth", "seventh", *CHARACTERS)
"""Authors on whose offers no rule was mended, or next to none."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some sentences of an offer, and the signs that they show together."""

    text: str
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Voice:
    """An offer of an author whose style is his own, in parts: one, or those of a letter."""

    author: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """Return the whole offer."""
        return " ".join(part.text for part in self.parts)

    @property
    def signs(self) -> frozenset[str]:
        """Return all signs."""
        return frozenset().union(*(part.signs for part in self.parts))


@dataclass(frozen=True)
class Score:
    """Signs found rightly, found wrongly, and missed."""

    right: Counter[str]
    wrong: Counter[str]
    missed: Counter[str]

    @property
    def precision(self) -> float:
        """Return the share of found signs that are there."""
        return self.right.total() / ((self.right + self.wrong).total() or 1)

    @property
    def recall(self) -> float:
        """Return the share of signs that were found."""
        return self.right.total() / ((self.right + self.missed).total() or 1)


def read_offers() -> list[dict[str, Any]]:
    """Return the labeled offers."""
    return [json.loads(line) for line in OFFERS.read_text(encoding="utf-8").splitlines() if line.strip()]


def author_of(half: str) -> str:
    """Return the author of a half of the labeled offers, if he is one of those whom no rule was mended on."""
    return _AUTHOR_OF.get(half, "")


def untuned_by(author: str) -> list[tuple[str, frozenset[str]]]:
    """Return the offers of an author on whose offers no rule was mended, and their signs."""
    if author == SHORT:
        return list(read_short_offers().items())
    labeled = [(one["text"], frozenset(one["signs"])) for one in read_offers() if author_of(one["half"]) == author]
    return labeled or [(voice.text, voice.signs) for voice in read_voices() if voice.author == author]


def read_short_offers() -> dict[str, frozenset[str]]:
    """Return the signs of each offer of a sentence or two, by its text."""
    lines = map(json.loads, SHORT_OFFERS.read_text(encoding="utf-8").splitlines())
    return {line["text"]: frozenset(line["signs"]) for line in lines}


def read_voices() -> list[Voice]:
    """Return the offers of authors whom nobody tuned on when they were written."""
    lines = (json.loads(line) for file in VOICES for line in file.read_text(encoding="utf-8").splitlines())
    return [
        Voice(line["author"], tuple(Part(part["text"], frozenset(part["signs"])) for part in line["parts"]))
        for line in lines
    ]


def score(offers: Sequence[dict[str, Any]], learned: LearnedSigns | None = None) -> Score:
    """Hold what the rules find against the labels, and what was learned where it is given."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for offer in offers:
        found = {one.sign.id for one in check_offer(offer["text"], learned)}
        labels = set(offer["signs"])
        right.update(found & labels)
        wrong.update(found - labels)
        missed.update(labels - found)
    return Score(right, wrong, missed)


def long_offer(offers: Sequence[dict[str, Any]]) -> str:
    """Return as many offers with signs as Discord's longest message holds."""
    return "\n\n".join(offer["text"] for offer in offers if offer["signs"])[:4000]


def best_milliseconds(text: str, times: int = 25, learned: LearnedSigns | None = None) -> float:
    """Return the processor time of the fastest of some readings: the machine may be busy with something else."""
    best = float("inf")
    for _ in range(times):
        begun = time.process_time()
        check_offer(text, learned)
        best = min(best, time.process_time() - begun)
    return best * 1000
