"""Measure the reading of messages for a crisis, or fit it: `python -m benchmarks.crisis [fit|authors [NAME …]]`.

Measured is a classifier that saw neither the held-out messages nor, cross-validated, the ones it is asked about.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from benchmarks.ask.__main__ import QUESTIONS, read_questions
from benchmarks.crisis.examples import AUTHORS, Example, all_examples, by, held_by, long_chats, to_learn
from benchmarks.crisis.fitting import classifier, cross_validated, table, with_hardest
from benchmarks.crisis.long_messages import of_single_sentences, with_distress
from benchmarks.vectors import KeptVectors
from bot.ask.engine.minilm import MiniLMEmbedder
from bot.crisis.engine import reader
from bot.crisis.engine.classifier import Bounds, Classifier
from bot.crisis.engine.pieces import plain
from bot.crisis.engine.reader import CrisisReader, Tier
from bot.crisis.engine.remembered import Embedder
from bot.crisis.engine.signs import sign_in, without_idioms
from bot.kit.arrays import save_arrays

BOUNDS = Bounds(certain=-0.05, possible=-0.36, certain_rises=0.2, possible_rises=0.15)
"""By the mean over eleven authors, each left out of the fit: a tenth of burnout talk is certain, few long chats are."""


def fit(embedder: Embedder) -> None:
    """Fit on all examples, the held-out ones too, and write the weights."""
    fitted = classifier(table(with_hardest(all_examples(), embedder), embedder))
    bounds = np.array([BOUNDS.certain, BOUNDS.possible, BOUNDS.certain_rises, BOUNDS.possible_rises])
    save_arrays(reader.FITTED, {"bounds": bounds} | fitted.arrays())


def measure(embedder: Embedder, *, misses: bool) -> None:
    """Print how much is found, and how often it is a false alarm, by kind."""
    seen = table(with_hardest(to_learn(), embedder), embedder)
    fitted = classifier(seen)
    tiers = [_tier(plain(one.text), score) for one, score in zip(seen.examples, cross_validated(seen), strict=True)]
    _print_by_kind("cross-validated", seen.examples, tiers, misses)
    asked = [Example(q["question"], f"open {q['kind']}", q["kind"] == "crisis") for q in read_questions(QUESTIONS)]
    held, third, chats = held_by("held_"), held_by("third_held_"), long_chats("third_held_")
    for name, examples in (
        ("held out", held),
        ("third held out", third),
        ("open questions", asked),
        ("long, put together", list(of_single_sentences(held, asked))),
        ("long", [*chats, *with_distress(chats, third)]),
    ):
        _print_read(name, examples, embedder, fitted, misses)
    timed = CrisisReader(MiniLMEmbedder(), (fitted, BOUNDS))
    _print_time("open questions", asked, timed)
    _print_time("long", chats, timed)


def measure_authors(embedder: Embedder, authors: Sequence[str], *, misses: bool) -> None:
    """Print how each author's messages are read by a fit that saw none of them; the adverts are the same in all."""
    everything = table(with_hardest(all_examples(), embedder), embedder)
    for author in authors:
        _print_read(f"without {author}", by(author), embedder, classifier(everything, author), misses)


def _tier(words: str, score: float) -> Tier:
    if sign_in(without_idioms(words)) or score > BOUNDS.certain:
        return Tier.CERTAIN
    return Tier.POSSIBLE if score > BOUNDS.possible else Tier.NONE


def _print_read(name: str, examples: Sequence[Example], embedder: Embedder, fitted: Classifier, misses: bool) -> None:
    crisis = CrisisReader(embedder, (fitted, BOUNDS))
    _print_by_kind(name, examples, [crisis.read(example.text) for example in examples], misses)


def _print_time(name: str, examples: Sequence[Example], crisis: CrisisReader) -> None:
    begun = time.process_time()
    for example in examples:
        crisis.read(example.text)
    print(f"{name:18} {1000 * (time.process_time() - begun) / len(examples):.1f} ms of processor time each")


def _print_by_kind(name: str, examples: Sequence[Example], tiers: Sequence[Tier], misses: bool) -> None:
    groups: dict[tuple[str, str], list[Tier]] = defaultdict(list)
    for example, tier in zip(examples, tiers, strict=True):
        what = ("crisis" if example.is_sure else "despair") if example.is_crisis else "calm"
        groups[what, "all"].append(tier)
        groups[what, example.kind].append(tier)
    for (what, kind), found in groups.items():
        certain = sum(tier is Tier.CERTAIN for tier in found) / len(found)
        either = sum(tier is not Tier.NONE for tier in found) / len(found)
        print(f"{name:18} {what:7} {kind:26} {len(found):5}   certain {certain:6.1%}   either {either:6.1%}")
    if misses:
        for example, tier in zip(examples, tiers, strict=True):
            if (tier is Tier.NONE) if example.is_crisis else (tier is Tier.CERTAIN):
                print(f"    {'missed' if example.is_crisis else 'alarm '} {example.kind}: {example.text}")


def main() -> int:
    """Run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", nargs="?", choices=("fit", "measure", "authors"), default="measure")
    options.add_argument("authors", nargs="*", help="whom to leave out, in turn; else everybody")
    options.add_argument("--misses", action="store_true", help="name what was missed, and false alarms")
    given = options.parse_args()
    embedder = KeptVectors()
    if given.what == "fit":
        fit(embedder)
    elif given.what == "authors":
        measure_authors(embedder, given.authors or tuple(AUTHORS), misses=given.misses)
    else:
        measure(embedder, misses=given.misses)
    embedder.save()
    return 0


if __name__ == "__main__":
    sys.exit(main())
