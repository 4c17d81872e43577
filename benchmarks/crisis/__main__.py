"""Measure the reading of messages for a crisis, or fit it: `python -m benchmarks.crisis [fit] [--misses]`.

Measured is a classifier that saw neither the held-out messages nor, cross-validated, the ones it is asked about.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.ask.__main__ import QUESTIONS, read_questions
from benchmarks.crisis.examples import Example, held_out, questions, to_learn
from benchmarks.crisis.fitting import Numbers, cross_validated, likeness, solve, table
from bot.ask.engine.minilm import MiniLMEmbedder
from bot.crisis.engine import reader
from bot.crisis.engine.features import Embedder
from bot.crisis.engine.pieces import plain
from bot.crisis.engine.reader import CrisisReader, Tier, Weights
from bot.crisis.engine.signs import sign_in, without_idioms

CERTAIN, POSSIBLE = -0.1, -0.26
CERTAIN_RISES, POSSIBLE_RISES = 0.2, 0.15
"""The bounds, chosen on cross-validated scores."""
WEIGHTS = Path(reader.__file__).with_name("weights.npz")
_LONG_MESSAGES = 60


def learned() -> list[Example]:
    """Return what is fitted on for measuring."""
    return [*to_learn(), *questions()]


def weights_for(rows: Numbers, alike: Numbers, examples: Sequence[Example]) -> Weights:
    """Return the classifier fitted on some examples."""
    *numbers, offset = rows.T @ solve(alike, examples).astype(np.float32)
    return Weights(np.array(numbers), float(offset), CERTAIN, POSSIBLE, CERTAIN_RISES, POSSIBLE_RISES)


def fit(embedder: Embedder) -> None:
    """Fit on all examples, the held-out ones too, and write the weights."""
    examples = [*learned(), *held_out()]
    rows = table(examples, embedder)
    weights = weights_for(rows, likeness(rows), examples)
    rest = np.array([weights.offset, CERTAIN, POSSIBLE, CERTAIN_RISES, POSSIBLE_RISES])
    np.savez_compressed(WEIGHTS, numbers=weights.numbers.astype(np.float16), offset_and_bounds=rest)


def measure(embedder: Embedder, *, misses: bool) -> None:
    """Print how much is found, and how often it is a false alarm, by kind."""
    examples = learned()
    rows = table(examples, embedder)
    alike = likeness(rows)
    weights = weights_for(rows, alike, examples)
    crisis = CrisisReader(embedder, weights)
    _print_by_kind("cross-validated", examples, _tiers_of(cross_validated(alike, examples), examples, weights), misses)
    held = held_out()
    _print_by_kind("held out", held, [crisis.read(example.text) for example in held], misses)
    asked = [Example(q["question"], f"open {q['kind']}", q["kind"] == "crisis") for q in read_questions(QUESTIONS)]
    _print_by_kind("open questions", asked, [crisis.read(example.text) for example in asked], misses)
    long = list(_long_messages(held, asked))
    _print_by_kind("long", long, [crisis.read(example.text) for example in long], misses)


def _tiers_of(scores: Numbers, examples: Sequence[Example], weights: Weights) -> list[Tier]:
    return [
        Tier.CERTAIN if sign_in(words) else weights.tier([(words, float(score))], 1)
        for score, words in zip(scores, (without_idioms(plain(one.text)) for one in examples), strict=True)
    ]


def _long_messages(held: Sequence[Example], asked: Sequence[Example]) -> list[Example]:
    """Return messages of some 100 words: calm sentences and a question, and the same with one sentence in distress."""
    dice = random.Random(1)  # noqa: S311 - the same messages each time
    calm = [one.text for one in held if one.kind == "life"]
    in_scope = [one for one in asked if one.kind not in ("open crisis", "open out_of_scope")]
    distress = [one.text for one in held if one.is_crisis and len(one.text.split()) > 3]
    found = []
    for _ in range(_LONG_MESSAGES):
        sentences = [*dice.sample(calm, 9), dice.choice(in_scope).text]
        found.append(Example(". ".join(sentences), "calm", is_crisis=False))
        sentences.insert(dice.randrange(len(sentences)), dice.choice(distress))
        found.append(Example(". ".join(sentences), "one sentence in distress", is_crisis=True))
    return found


def _print_by_kind(name: str, examples: Sequence[Example], tiers: Sequence[Tier], misses: bool) -> None:
    groups: dict[tuple[bool, str], list[Tier]] = defaultdict(list)
    for example, tier in zip(examples, tiers, strict=True):
        groups[example.is_crisis, "all"].append(tier)
        groups[example.is_crisis, example.kind].append(tier)
    for (is_crisis, kind), found in groups.items():
        certain = sum(tier is Tier.CERTAIN for tier in found) / len(found)
        either = sum(tier is not Tier.NONE for tier in found) / len(found)
        what = "crisis" if is_crisis else "calm"
        print(f"{name:16} {what:6} {kind:26} {len(found):5}   certain {certain:6.1%}   either {either:6.1%}")
    if misses:
        for example, tier in zip(examples, tiers, strict=True):
            if (tier is Tier.NONE) if example.is_crisis else (tier is Tier.CERTAIN):
                print(f"    {'missed' if example.is_crisis else 'alarm '} {example.kind}: {example.text}")


def main() -> int:
    """Run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", nargs="?", choices=("fit", "measure"), default="measure")
    options.add_argument("--misses", action="store_true", help="name what was missed, and false alarms")
    given = options.parse_args()
    embedder = MiniLMEmbedder()
    if given.what == "fit":
        fit(embedder)
    else:
        measure(embedder, misses=given.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
