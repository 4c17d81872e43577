"""Print the scores of /ask on the open questions: `python -m benchmarks.ask [--fit] [--misses] [QUESTIONS …]`."""

import argparse
import json
import re
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from benchmarks.ask.fitting import fit_and_validate
from bot.ask.engine.answerer import Answer, Answerer, Outcome
from bot.ask.engine.kept_vectors import open_embedder
from bot.ask.ui.card import shown_results
from bot.crisis.engine.reader import CrisisReader, Tier
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "benchmarks" / "ask" / "questions.jsonl"
CASES = ROOT / "benchmarks" / "ask" / "cases.jsonl"
"""Questions and messages in the words that people use in public, by kind."""
FRESH = ROOT / "benchmarks" / "ask" / "fresh.jsonl"
"""Written on 2026-11-30 with the pages that answer them before anything was run, and not looked at since."""
PASSAGES = ROOT / "benchmarks" / "ask" / "passages.jsonl"
"""What a passage has to tell to answer, as patterns, any of which is enough."""
_OUTSIDE = {"out_of_scope", "crisis", "about_bot"}
_WITH_PAGES = {"ask-in", "ask-long"}


def read_questions(path: Path) -> list[dict[str, Any]]:
    """Return the questions of a file, a JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


class _AskedFirst:
    """What `/ask` does: read for a crisis, and only then answer."""

    def __init__(self, answerer: Answerer, crisis: CrisisReader) -> None:
        self._answerer = answerer
        self._crisis = crisis

    def ask(self, text: str) -> Answer:
        """Answer a question."""
        is_crisis = self._crisis.read(text) is Tier.CERTAIN
        return Answer(Outcome.CRISIS) if is_crisis else self._answerer.ask(text)


def report(name: str, questions: Sequence[dict[str, Any]], answerer: _AskedFirst, *, misses: bool) -> None:
    """Print the share of right answers and the time that one takes."""
    times = []
    answers: list[tuple[dict[str, Any], Answer]] = []
    for question in questions:
        begun = time.process_time()
        answers.append((question, answerer.ask(question["question"])))
        times.append(time.process_time() - begun)
    inside = [(q, a) for q, a in answers if q["kind"] not in _OUTSIDE]
    outside = [a for q, a in answers if q["kind"] == "out_of_scope"]
    crisis = [a for q, a in answers if q["kind"] == "crisis"]
    about = [a for q, a in answers if q["kind"] == "about_bot"]
    shown = {Outcome.ANSWERED, Outcome.UNKNOWN}

    def hit(depth: int) -> float:
        return float(np.mean([any(one.page_id in q["primary"] for one in a.results[:depth]) for q, a in inside]))

    print(f"{name}: {len(inside)} in scope, {len(outside)} out of scope, {len(crisis)} crisis")
    print(f"  right page first              {hit(1):6.1%}")
    print(f"  right page within three       {hit(3):6.1%}")
    print(f"  out of scope answered         {_share(a.outcome in shown for a in outside)}")
    print(f"  in scope declined             {_share(a.outcome is Outcome.DECLINED for _, a in inside)}")
    print(f"  in scope, said not in notes   {_share(a.outcome is Outcome.UNKNOWN for _, a in inside)}")
    print(f"  about the bot, answered       {_share(a.outcome is Outcome.ABOUT for a in about)}")
    print(f"  crisis recognized             {_share(a.outcome is Outcome.CRISIS for a in crisis)}")
    print(
        "  crisis, false alarm          ",
        _share(a.outcome is Outcome.CRISIS for q, a in answers if q["kind"] != "crisis"),
    )
    middle, slow = 1000 * np.median(times), 1000 * np.quantile(times, 0.99)
    print(f"  processor time for a question median {middle:.1f} ms, 99th percentile {slow:.1f} ms")
    if misses:
        for q, a in answers:
            right = _is_right(q, a)
            if not right:
                print(
                    f"    {q['kind']:14} {q['question'][:100]} -> {a.outcome} {[one.page_id for one in a.results[:3]]}"
                )


def report_cases(cases: Sequence[dict[str, Any]], answerer: _AskedFirst, *, misses: bool) -> None:
    """Print, for each kind of the cases, the share that went right."""
    by_kind: dict[str, list[tuple[dict[str, Any], Answer]]] = {}
    for case in cases:
        by_kind.setdefault(case["kind"], []).append((case, answerer.ask(case["input"])))
    for kind, answered in by_kind.items():
        print(f"{kind:14} {_share(_went_right(case, answer) for case, answer in answered)}")
        if kind in _WITH_PAGES:
            among = [any(one.page_id in case["expected"]["pages"] for one in a.results[:3]) for case, a in answered]
            print(f"{'':14} {_share(among)} within three")
        for case, answer in answered if misses else ():
            if not _went_right(case, answer):
                pages = [one.page_id for one in answer.results[:3]]
                print(f"    {case['input'][:100]} -> {answer.outcome} {answer.reason or ''} {pages}")


def report_passages(base: KnowledgeBase, labeled: Sequence[dict[str, Any]], answerer: _AskedFirst) -> None:
    """Print how often what the card shows tells what was asked: the first passage, those of its page, all of them."""
    by_set: dict[str, list[tuple[bool, bool, bool]]] = {}
    for one in labeled:
        tells = re.compile("|".join(one["tells"]), re.IGNORECASE)
        answer = answerer.ask(one["question"])
        shown = [result.passages for result in shown_results(base, answer)] if answer.results else []
        told = [[tells.search(passage.text) is not None for passage in passages] for passages in shown] or [[False]]
        by_set.setdefault(one["set"], []).append((told[0][0], any(told[0]), any(map(any, told))))
    for name, found in by_set.items():
        first, page, any_shown = zip(*found, strict=True)
        print(f"  {name:8} first passage {_share(first)}, first page {_share(page)}, all shown {_share(any_shown)}")


def _went_right(case: dict[str, Any], answer: Answer) -> bool:
    """Tell whether the right page is first, a message in crisis met as one, or a question declined that should be."""
    match case["kind"], case["expected"]:
        case kind, {"pages": pages} if kind in _WITH_PAGES:
            return bool(answer.results) and answer.results[0].page_id in pages
        case _, "declined":
            return answer.outcome in {Outcome.DECLINED, Outcome.CRISIS}
        case _, "answered":
            return answer.outcome in {Outcome.ANSWERED, Outcome.UNKNOWN}
        case _:
            return answer.outcome is Outcome.CRISIS


def _is_right(question: dict[str, Any], answer: Answer) -> bool:
    match question["kind"]:
        case "out_of_scope":
            return answer.outcome in {Outcome.DECLINED, Outcome.CRISIS}
        case "crisis":
            return answer.outcome is Outcome.CRISIS
        case "about_bot":
            return answer.outcome is Outcome.ABOUT
        case _:
            return bool(answer.results) and answer.results[0].page_id in question["primary"]


def _share(found: Any) -> str:
    values = list(found)
    return f"{sum(values) / len(values):6.1%}  ({sum(values)} of {len(values)})" if values else "     -"


def main(arguments: Sequence[str]) -> None:
    """Build the index on the shipped pages and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[QUESTIONS, FRESH])
    parser.add_argument("--fit", action="store_true", help="learn the weights anew and cross-validate methods")
    parser.add_argument("--misses", action="store_true", help="list the questions that went wrong")
    options = parser.parse_args(arguments)
    base = load(ROOT / "knowledge", datetime.now(UTC).date()).require()
    before = psutil.Process().memory_info().rss
    begun = time.perf_counter()
    embedder = open_embedder()
    loaded = time.perf_counter()
    answerer = _AskedFirst(Answerer(base, embedder), CrisisReader(embedder))
    built = time.perf_counter()
    print(f"weights loaded in {loaded - begun:.2f} s, index built in {built - loaded:.2f} s, {len(base.pages)} pages")
    print(f"resident memory added: {(psutil.Process().memory_info().rss - before) / 2**20:.0f} MB")
    for path in options.files:
        report(path.name, read_questions(path), answerer, misses=options.misses)
    print("\nin the words that people use in public, the right page first or the right outcome:")
    report_cases(read_questions(CASES), answerer, misses=options.misses)
    print("\na passage tells what was asked:")
    report_passages(base, read_questions(PASSAGES), answerer)
    if options.fit:
        fit_and_validate(base, embedder, [q for q in read_questions(QUESTIONS) if q["kind"] not in _OUTSIDE])


if __name__ == "__main__":
    main(sys.argv[1:])
