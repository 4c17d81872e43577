"""Score the reading of links on labeled ones: `python -m benchmarks.links [--misses]`."""

import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bot.leads.service.link_batch import LinkReading, read_links

CASES = Path(__file__).parent / "cases.jsonl"
HALVES = {
    "tuning": "used to mend the table",
    "unseen": "not looked at until the table was written",
    "fresh": "written when both were mended, read once",
}


def read_cases() -> list[dict[str, Any]]:
    """Return the labeled links."""
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines() if line.strip()]


def faults(cases: Sequence[dict[str, Any]], readings: Sequence[LinkReading]) -> dict[str, str]:
    """Return what is wrong with a reading, by the id of its case.

    Right are the verdict, the address where one is given, and the job: one key for each label, one label for each key.
    """
    wrong: dict[str, str] = {}
    by_label: dict[str, Counter[str]] = {}
    for case, reading in zip(cases, readings, strict=True):
        if case["verdict"] != reading.verdict:
            wrong[case["id"]] = f"{reading.verdict} instead of {case['verdict']}"
        elif case.get("url", reading.url) != reading.url:
            wrong[case["id"]] = f"{reading.url} instead of {case['url']}"
        elif reading.job and "job" in case:
            by_label.setdefault(case["job"], Counter())[reading.job] += 1
    usual = {label: keys.most_common(1)[0][0] for label, keys in by_label.items()}
    owners = {key: label for label, key in usual.items()}
    for case, reading in zip(cases, readings, strict=True):
        if case["id"] not in wrong and "job" in case and (key := reading.job):
            if key != usual[case["job"]]:
                wrong[case["id"]] = f"another job than the rest of {case['job']}: {key}"
            elif owners[key] != case["job"]:
                wrong[case["id"]] = f"merged with {owners[key]}: {key}"
    return wrong


def main() -> None:
    """Print the share of links read rightly, in each half, and the time that one takes."""
    cases = read_cases()
    readings = list(read_links(case["text"] for case in cases))
    wrong = faults(cases, readings)
    for half, meaning in HALVES.items():
        chosen = [case for case in cases if case["half"] == half]
        right = sum(case["id"] not in wrong for case in chosen)
        print(f"{meaning}: {right} of {len(chosen)} right ({right / len(chosen):.1%})")
    if "--misses" in sys.argv:
        for case in cases:
            if case["id"] in wrong:
                print(f"  {case['id']} {case['text']!r}: {wrong[case['id']]}")
    print(f"time for one link: median {median(_milliseconds(case['text']) for case in cases):.2f} ms")


def _milliseconds(text: str) -> float:
    begun = time.process_time()
    list(read_links([text]))
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    main()
