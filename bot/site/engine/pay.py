"""Published pay as a list, a small drawing and an order of roles."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.figures import by_nearness, pay_of
from bot.knowledge.role import Pay, RolePage
from bot.knowledge.sources import Source
from bot.knowledge.vocabulary import PageKind, PayOf
from bot.pages.ui.money import amount, pay_figure
from bot.site.engine.wording import PAY_OF

YEARLY = "USD/year"
_WIDTH = 360
_ROW = 40
_TOP = 22
_SCALE = 0.97
"""The share of the width that the highest figure takes."""


@dataclass(frozen=True, slots=True)
class PayLine:
    """One published figure in words."""

    figure: str
    when: str
    of: str
    basis: str
    sources: tuple[Source, ...]
    is_this_job: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, or a dot where there is a single figure; in units of the drawing."""

    y: int
    x: int
    width: int
    mark: int | None
    """Where the median or mean stands."""
    label: str
    of: PayOf


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of the figures in one unit."""

    title: str
    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Paid:
    """A role and its best figure in dollars a year."""

    role: Page[RolePage]
    line: PayLine
    sure: float
    """The middle where one is published, else the low end."""


def pay_line(base: KnowledgeBase, pay: Pay) -> PayLine:
    """Return a figure in words, with whose pay it is."""
    when = ", ".join(filter(None, (pay.when, pay.place, f"n = {pay.n:,}" if pay.n else None)))
    sources = tuple(base.sources[source_id] for source_id in pay.sources)
    return PayLine(pay_figure(pay), when, PAY_OF[pay_of(pay)], pay.basis, sources, pay_of(pay) is PayOf.THIS_JOB)


def charts(front: RolePage) -> Iterator[Chart]:
    """Yield a drawing for each unit in which pay is published."""
    lines = by_nearness(front)
    for unit in dict.fromkeys(pay.unit for pay in lines):
        yield _chart(unit, [pay for pay in lines if pay.unit == unit])


def _chart(unit: str, lines: list[Pay]) -> Chart:
    currency, period = unit.split("/")
    highest = max(_span(pay)[1] for pay in lines)

    def x(value: float) -> int:
        return round(value / highest * _WIDTH * _SCALE)

    bars = []
    for row, pay in enumerate(lines):
        low, high = _span(pay)
        middle = pay.median or pay.mean
        width = x(high) - x(low)
        bars.append(Bar(_TOP + row * _ROW, x(low), width, x(middle) if middle else None, _label(pay), pay_of(pay)))
    height = _TOP + len(lines) * _ROW + 4
    ticks = tuple((x(highest * share), _short(highest * share, currency)) for share in (0.5, 1.0))
    return Chart(f"{currency} per {period}", _WIDTH, height, tuple(bars), ticks)


def _span(pay: Pay) -> tuple[float, float]:
    figures = [value for value in (pay.low, pay.high, pay.p25, pay.p75, pay.median, pay.mean) if value is not None]
    return min(figures), max(figures)


def _label(pay: Pay) -> str:
    currency = pay.unit.split("/")[0]
    low, high = _span(pay)
    span = _short(low, currency) if low == high else f"{_short(low, currency)} to {_short(high, currency)}"
    return f"{span} · {pay.when} · {pay_of(pay).replace('_', ' ')}"


def _short(value: float, currency: str) -> str:
    return f"{amount(round(value / 1000), currency)}k" if value >= 10_000 else amount(round(value), currency)


def paid_roles(base: KnowledgeBase) -> tuple[tuple[Paid, ...], tuple[Page[RolePage], ...]]:
    """Return the roles with a figure in dollars a year, the best paid first, and those without one.

    This job's own figures are taken before the nearest job's, and those before another occupation's.
    """
    paid, without = [], []
    for page in base.of_kind(PageKind.ROLE):
        role = base.role(page.id)
        yearly = [pay for pay in by_nearness(role.front) if pay.unit == YEARLY]
        if yearly:
            nearest = [pay for pay in yearly if pay_of(pay) is pay_of(yearly[0])]
            best = max(nearest, key=surest)
            paid.append(Paid(role, pay_line(base, best), surest(best)))
        else:
            without.append(role)
    return tuple(sorted(paid, key=lambda one: -one.sure)), tuple(without)


def surest(pay: Pay) -> float:
    """Return the middle where one is published, or the low end where that is all there is."""
    return next(value for value in (pay.median, pay.mean, pay.low, pay.p25) if value is not None)
