"""Score the warning signs of /tollcheck, or fit what is learned: `python -m benchmarks.tollcheck [fit|authors]`."""

import argparse
import sys
from statistics import median

from benchmarks.tollcheck.offers import HALVES, HELD_OUT, best_milliseconds, long_offer, read_offers, score
from benchmarks.tollcheck.weighing import author_scores, fit
from benchmarks.vectors import KeptVectors
from bot.ask.engine.minilm import MiniLMEmbedder
from bot.tollcheck.engine.engine import check_offer
from bot.tollcheck.engine.learned import LearnedSigns


def measure(*, misses: bool) -> None:
    """Print precision and recall by the rules alone and with what was learned, and the time that an offer takes."""
    offers, embedder = read_offers(), MiniLMEmbedder()
    learned = LearnedSigns(embedder)
    for half, meaning in HALVES.items():
        chosen = [offer for offer in offers if offer["half"] == half]
        fair = sum(not offer["signs"] for offer in chosen)
        print(f"{meaning}\n  {len(chosen)} offers, {fair} of them fair:")
        for name, ear in (("rules", None), ("rules and examples", learned)):
            result = score(chosen, ear)
            print(f"    {name:20} {result.precision:.1%} precision, {result.recall:.1%} recall")
    if misses:
        _print_misses(learned)
    held = score([offer for offer in offers if offer["half"] == HELD_OUT])
    print("\nheld out, by sign            right  wrong  missed")
    for sign in sorted({*held.right, *held.wrong, *held.missed}):
        print(f"  {sign:26} {held.right[sign]:5}  {held.wrong[sign]:5}  {held.missed[sign]:6}")
    text = long_offer(offers)
    for name, ear in (("rules", None), ("rules and examples", learned)):
        usual = median(best_milliseconds(offer["text"], 2, ear) for offer in offers[::5])
        print(f"{name}: one offer {usual:.2f} ms, {len(text):,} characters {best_milliseconds(text, 5, ear):.1f} ms")


def measure_authors(embedder: KeptVectors) -> None:
    """Print how each author's offers are read by a fit that saw none of them."""
    for author, name, found, fair, alarmed in author_scores(embedder):
        print(
            f"without {author:8} {name:20} {found.precision:.1%} precision, {found.recall:.1%} recall, "
            f"{alarmed} wrong signs on {fair} fair offers"
        )
        for sign in sorted({*found.right, *found.wrong, *found.missed}) if name != "rules" else ():
            print(f"    {sign:26} {found.right[sign]:5}  {found.wrong[sign]:5}  {found.missed[sign]:6}")


def _print_misses(learned: LearnedSigns) -> None:
    for offer in read_offers():
        found, labels = {one.sign.id for one in check_offer(offer["text"], learned)}, set(offer["signs"])
        if found != labels:
            print(f"{offer['half']} {offer['id']}: missed {labels - found}, wrong {found - labels}: {offer['text']}")


def main() -> int:
    """Run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("what", nargs="?", choices=("fit", "measure", "authors"), default="measure")
    options.add_argument("--misses", action="store_true", help="name the offers that are read wrongly")
    given = options.parse_args()
    if given.what == "fit":
        embedder = KeptVectors()
        fit(embedder)
        embedder.save()
    elif given.what == "authors":
        measure_authors(KeptVectors())
    else:
        measure(misses=given.misses)
    return 0


if __name__ == "__main__":
    sys.exit(main())
