"""Score all readings on two other authors' texts, which nothing is fitted to: `python -m benchmarks.others`.

Written on 2026-11-30 from the descriptions of signs and the titles of pages alone. One bound of /tollcheck was tried on
the even half of the first author's offers; of two pairs of bounds of certain crises one was chosen by both authors'
messages; how fast the bound of the second tier rises was put back to what it had been, after they were read with
another. Nothing may be tuned on these texts: they would tell nothing afterwards.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.ask.engine.answerer import Answerer, Outcome
from bot.ask.engine.kept_vectors import open_embedder
from bot.ask.ui.card import shown_results
from bot.crisis.engine.reader import CrisisReader, Tier
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.tollcheck.engine.engine import read_offer
from bot.tollcheck.engine.learned import LearnedSigns

FOLDER = Path(__file__).parent
AUTHORS = ("first", "second")
KNOWLEDGE = FOLDER.parents[1] / "knowledge"


def read(author: str, name: str) -> list[dict[str, Any]]:
    """Return the objects of a file, one a line."""
    return [json.loads(line) for line in (FOLDER / author / name).read_text(encoding="utf-8").splitlines()]


def crisis_lines(author: str, reader: CrisisReader) -> Iterator[str]:
    """Yield by kind the share of messages that raise lines, certainly and at all."""
    tiers: defaultdict[tuple[str, str], Counter[Tier]] = defaultdict(Counter)
    for row in read(author, "crisis.jsonl"):
        tier = reader.read(row["text"])
        for kind in ("all", row["kind"]):
            tiers[row["label"], kind][tier] += 1
    for (label, kind), found in sorted(tiers.items()):
        many, certain = found.total(), found[Tier.CERTAIN]
        yield f"  {label:9} {kind:13} {many:4}  {certain / many:5.0%}  {(certain + found[Tier.POSSIBLE]) / many:5.0%}"


def offer_lines(author: str, learned: LearnedSigns) -> Iterator[str]:
    """Yield precision and recall of signs in offers, and how many fair offers show one."""
    right = wrong = missed = alarmed = fair = 0
    for row in read(author, "offers.jsonl"):
        signs, found = set(row["signs"]), {one.sign.id for one in read_offer(row["text"], learned).signs}
        right, wrong, missed = right + len(signs & found), wrong + len(found - signs), missed + len(signs - found)
        fair += not signs
        alarmed += not signs and bool(found)
    yield f"  precision {right / (right + wrong):.1%}, recall {right / (right + missed):.1%} of {right + missed} signs"
    yield f"  fair offers with a sign: {alarmed} of {fair}"


def question_lines(author: str, base: KnowledgeBase, answerer: Answerer) -> Iterator[str]:
    """Yield how often a right page comes first and within three, and what is declined or not known."""
    counts: Counter[str] = Counter()
    for row in read(author, "questions.jsonl"):
        answer, scope = answerer.ask(row["question"]), row["scope"]
        pages = [result.page_id for result in shown_results(base, answer)]
        counts[scope] += 1
        counts[f"{scope} {answer.outcome}"] += 1
        counts["first"] += scope == "in" and bool(pages) and pages[0] in row["pages"]
        counts["three"] += scope == "in" and any(page in row["pages"] for page in pages[:3])
    inside, outside, nowhere = counts["in"], counts["out"], counts["none"]
    first, three = counts["first"] / inside, counts["three"] / inside
    yield f"  a right page first {first:.1%}, within three {three:.1%} of {inside}"
    yield f"  in scope declined: {counts[f'in {Outcome.DECLINED}']} of {inside}"
    yield f"  out of scope answered: {outside - counts[f'out {Outcome.DECLINED}']} of {outside}"
    yield f"  in no page, and said so: {counts[f'none {Outcome.UNKNOWN}']} of {nowhere}"


def main() -> None:
    """Print all scores."""
    embedder = open_embedder()
    base = load(KNOWLEDGE, datetime.now(UTC).date()).require()
    reader, learned, answerer = CrisisReader(embedder), LearnedSigns(embedder), Answerer(base, embedder)
    for author in AUTHORS:
        print(f"{author} author\nmessages, by kind: how many, certain, either tier")
        print(*crisis_lines(author, reader), sep="\n")
        print("offers", *offer_lines(author, learned), sep="\n")
        print("questions", *question_lines(author, base, answerer), sep="\n")


if __name__ == "__main__":
    main()
