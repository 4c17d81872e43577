"""What published months give away of three people to somebody who knows what all others told.

OUTCOME_ATTACKS=5000 lets it run long.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest

from bot.outcomes.model.table import MOST, RULE, Rule, Table
from tests.outcomes.attacker import QUESTION, Attacker, Counts, History, lots_of, publish, random_history, triples

ATTACKS = int(os.environ.get("OUTCOME_ATTACKS", "28"))
SHAPES = [(2, 3, 5), (2, 3, 6), (2, 2, 8), (2, 3, 9), (2, 2, 12), (2, 2, 18), (3, 2, 5)]
"""Choices of a question, months, and people in the first."""
SUREST = 0.9
"""As sure as a lot of one in five lets anybody be of an answer with two choices: 1 - 1/5 + 1/10."""
SUREST_OF_CHANGED = SUREST**2 / (SUREST**2 + (1 - SUREST) ** 2)
"""Who told two different answers had two lots."""


@dataclass(frozen=True)
class Run:
    """Some months, with the counts after the lots and what was published of them."""

    history: History
    counts: Counts
    tables: tuple[Table | None, ...]
    random: Random


def runs(rule: Rule, number: int = ATTACKS) -> Iterator[Run]:
    for seed in range(number):
        random = Random(seed)  # noqa: S311 - the same every time
        choices, months, people = SHAPES[seed % len(SHAPES)]
        history = random_history(random, choices, months, people)
        counts = lots_of(history, rule, random)
        yield Run(history, counts, publish(history, counts, rule), random)


def attackers(rule: Rule, number: int = ATTACKS) -> Iterator[Attacker]:
    for run in runs(rule, number):
        for three in triples(run.history, run.tables, run.random):
            yield Attacker(run.history, run.tables, three, rule)


def leaks(rule: Rule, number: int = ATTACKS) -> list[str]:
    """Return what an attacker finds out: an answer that is certain, or that somebody did not give."""
    found = []
    for attacker in attackers(rule, number):
        if min(attacker.likelihoods().values()) <= 0:
            found.append("something that one of the three may have told is ruled out")
        if any(attacker.likelihoods()[told] <= 0 for told in attacker.permuted()):
            found.append("which of the three said what is known")
        found += [
            f"sure by {sure:.3f}"
            for told, sure in attacker.sureness()
            if sure > (SUREST if told == 1 else SUREST_OF_CHANGED) + 1e-9
        ]
    return found


def broken(rule: Rule, number: int = 400) -> list[str]:
    """Return where a figure is of too few, a table came too early, or outlived its people."""
    found = []
    for run in runs(rule, number):
        for month, table in enumerate(run.tables):
            if table is None or table.is_withdrawn:
                continue
            shown = zip(table.shown[QUESTION], run.counts[month], strict=True)
            if table.people < 5 or run.history.people(month) < 5 or any(f and count < 5 for f, count in shown):
                found.append("a figure is of fewer than five people")
        tables = [(month, table) for month, table in enumerate(run.tables) if table and table.month.month == month + 1]
        for (before, _), (now, _) in pairwise(tables):
            if run.history.came(now, before) < 3:
                found.append("a table came with fewer than three more people")
    return found


def test_nobody_finds_out_which_of_three_said_what() -> None:
    assert leaks(RULE) == []


def test_no_month_breaks_the_floor_or_comes_too_early() -> None:
    assert broken(RULE) == []


def test_the_attacker_is_no_straw_man_rounding_and_holding_back_alone_lose() -> None:
    found = leaks(replace(RULE, lot=Fraction(0)), 14)
    assert "something that one of the three may have told is ruled out" in found
    assert "sure by 1.000" in found


def test_a_smaller_part_of_lots_is_seen() -> None:
    assert any("sure" in leak for leak in leaks(replace(RULE, lot=Fraction(1, 10)), 6))


@pytest.mark.parametrize(
    ("rule", "said"), [(replace(RULE, floor=4), "fewer than five"), (replace(RULE, added=2), "fewer than three more")]
)
def test_a_lower_number_in_the_rule_is_seen(rule: Rule, said: str) -> None:
    assert any(said in one for one in broken(rule))


def test_the_histories_have_all_that_is_to_be_hidden() -> None:
    seen = list(runs(RULE, 100))
    lives = [life for run in seen for life in run.history.lives]
    assert any(life[0] is not None and life[-1] is None for life in lives), "some go"
    assert any(None not in life and len(set(life)) > 1 for life in lives), "some change"
    tables = [table for run in seen for table in run.tables if table]
    assert any(table.is_withdrawn for table in tables)
    assert {MOST, "10", None} <= {figure for table in tables for figure in table.shown.get(QUESTION, ())}
    assert any("%" in (figure or "") for table in tables for figure in table.shown.get(QUESTION, ()))
