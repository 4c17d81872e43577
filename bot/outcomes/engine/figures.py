"""Turn counts into what may be shown: nothing below the floor, nothing to subtract, words before numbers."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import floor

from bot.outcomes.model.table import FEW, MOST, RULE, Precision, Rule


def figures(counts: Sequence[int], people: int, rule: Rule = RULE) -> tuple[str | None, ...]:
    """Return what is shown of each choice of one question; None where nobody gave it, and where too few did."""
    shown = [_figure(count, people, len(counts), rule) for count in counts]
    if _gives_away(shown, people, rule):
        shown[_least(shown, people, rule)] = None
    return tuple(shown)


@lru_cache(maxsize=10_000)
def _figure(count: int, people: int, choices: int, rule: Rule) -> str | None:
    if count < rule.floor:
        return None
    estimate = _estimate(count, people, choices, rule)
    match rule.precision(people):
        case Precision.WORDS:
            return MOST if 2 * count > people else None
        case Precision.COUNTS:
            highest = people - people % rule.count_step
            return str(min(highest, max(rule.count_step, _rounded(estimate, rule.count_step))))
        case Precision.PERCENT:
            percent = min(100, _rounded(100 * estimate / people, rule.percent_step))
            return f"{percent}%" if percent else FEW


def _estimate(count: int, people: int, choices: int, rule: Rule) -> Fraction:
    """Return how many said so, as far as can be known: what the lots bring to each choice is taken out again."""
    if rule.lot == 1:
        return Fraction(people, choices)
    estimate = (count - people * rule.lot / choices) / (1 - rule.lot)
    return min(Fraction(people), max(Fraction(0), estimate))


def _rounded(value: Fraction, step: int) -> int:
    """Return the nearest multiple of a step, the higher one where both are as near."""
    return floor(value / step + Fraction(1, 2)) * step


def _gives_away(shown: Sequence[str | None], people: int, rule: Rule) -> bool:
    """Return whether the figures tell of a choice without one that somebody gave it: what is left over is too much."""
    hidden = shown.count(None)
    left_over = people - sum(_most(figure, people, len(shown), rule) for figure in shown if figure is not None)
    return 0 < hidden < len(shown) and left_over > (rule.floor - 1) * (hidden - 1)


def _least(shown: Sequence[str | None], people: int, rule: Rule) -> int:
    """Return where the smallest figure stands, by what is shown of it, the last of equal ones."""
    places = [place for place, figure in enumerate(shown) if figure is not None]
    return min(places, key=lambda place: (_most(shown[place] or "", people, len(shown), rule), -place))


@lru_cache(maxsize=10_000)
def _most(figure: str, people: int, choices: int, rule: Rule) -> int:
    """Return the largest count that is shown so."""
    return max(count for count in range(people + 1) if _figure(count, people, choices, rule) == figure)
