"""Score the warning signs of /tollcheck on offers held out from writing the rules: `python -m benchmarks.tollcheck`."""

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bot.knowledge.tollcheck.engine import check_offer

OFFERS = Path(__file__).parents[1] / "tests" / "knowledge" / "tollcheck" / "offers.jsonl"
HELD_OUT = "held_out"


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
    """Return the labelled offers."""
    return [json.loads(line) for line in OFFERS.read_text(encoding="utf-8").splitlines() if line.strip()]


def score(offers: Sequence[dict[str, Any]]) -> Score:
    """Hold what the rules find against the labels."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for offer in offers:
        found = {one.sign.id for one in check_offer(offer["text"])}
        labels = set(offer["signs"])
        right.update(found & labels)
        wrong.update(found - labels)
        missed.update(labels - found)
    return Score(right, wrong, missed)


def main() -> None:
    """Print precision and recall on the offers held out, overall and by sign, and the time that one takes."""
    offers = read_offers()
    for half, chosen in (
        ("held out", [offer for offer in offers if offer["half"] == HELD_OUT]),
        ("used to write the rules", [offer for offer in offers if offer["half"] != HELD_OUT]),
    ):
        result = score(chosen)
        fair = sum(not offer["signs"] for offer in chosen)
        quality = f"{result.precision:.1%} precision, {result.recall:.1%} recall"
        print(f"{half}: {len(chosen)} offers, {fair} of them fair, {quality}")
    held = score([offer for offer in offers if offer["half"] == HELD_OUT])
    print("\nheld out, by sign            right  wrong  missed")
    for sign in sorted({*held.right, *held.wrong, *held.missed}):
        print(f"  {sign:26} {held.right[sign]:5}  {held.wrong[sign]:5}  {held.missed[sign]:6}")
    print(f"\ntime for one offer: median {1000 * median(_times(offers)):.1f} ms")


def _times(offers: Sequence[dict[str, Any]]) -> list[float]:
    times = []
    for offer in offers:
        begun = time.perf_counter()
        check_offer(offer["text"])
        times.append(time.perf_counter() - begun)
    return times


if __name__ == "__main__":
    main()
