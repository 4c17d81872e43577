"""Draw published pay ranges side by side."""

import math
from collections.abc import Iterator

from bot.kit.ui.canvas import TEXT, WIDTH, Canvas
from bot.kit.ui.limits import shorten
from bot.pages.ui.card import PayBar, Picture
from bot.pages.ui.money import amount

_MUTED = "#c7cbd1"
_GRID = "#4e5058"
_COLORS = ("#4fb8a0", "#e0a458")
_SIZE = 24
_LABEL_LENGTH = 52
_LEFT, _RIGHT = 22, 64
"""Room for the half of a figure that stands beyond the end of an axis."""
_TITLE, _FIGURES = 42, 48
"""Room for the unit above bars, and for the figures under them."""
_FIRST, _ROW, _LAST = 27, 141, 20
"""What lies between title and first row, how high a row is (two lines of words, and the bar), and what follows."""
_WORDS = (18, 60)
_BAR = (98, 140)
_DOT = 119, 14.5
_PAST_HIGHEST = 1.05
_MOST_STEPS = 3


def draw_pay(picture: Picture) -> bytes:
    """Return a PNG with a row for each bar, and an axis of its own for each unit."""
    units = list(dict.fromkeys(bar.unit for bar in picture.bars))
    roles = list(dict.fromkeys(bar.role for bar in picture.bars))
    groups = [[bar for bar in picture.bars if bar.unit == unit] for unit in units]
    canvas, top = Canvas(sum(map(_height, groups))), 0
    for unit, group in zip(units, groups, strict=True):
        _draw_group(canvas, top, unit, group, roles)
        top += _height(group)
    return canvas.png()


def _height(group: list[PayBar]) -> int:
    return _TITLE + _FIRST + len(group) * _ROW + _LAST + _FIGURES


def _draw_group(canvas: Canvas, top: int, unit: str, bars: list[PayBar], roles: list[str]) -> None:
    currency, period = unit.split("/")
    highest = max(bar.high for bar in bars) * _PAST_HIGHEST
    canvas.words((_LEFT, top + _TITLE / 2), f"{currency} per {period}", _SIZE, _MUTED)
    bottom = top + _height(bars) - _FIGURES
    for figure in steps(highest):
        x = _across(figure, highest)
        canvas.bar((x, top + _TITLE), (x + 1, bottom), _GRID)
        canvas.words((x, bottom + _FIGURES / 2), amount(figure, currency), _SIZE, _MUTED, "mm")
    for row, bar in enumerate(bars):
        color = _COLORS[roles.index(bar.role) % len(_COLORS)]
        _draw_bar(canvas, top + _TITLE + _FIRST + row * _ROW, bar, color, highest)


def steps(highest: float) -> Iterator[float]:
    """Yield round figures from zero on, at most three steps up to the highest."""
    power = 10 ** math.floor(math.log10(highest / _MOST_STEPS))
    step = next(power * size for size in (1, 2, 2.5, 5, 10) if power * size * _MOST_STEPS >= highest)
    return (number * step for number in range(int(highest / step) + 1))


def _across(value: float, highest: float) -> float:
    return _LEFT + value / highest * (WIDTH - _LEFT - _RIGHT)


def _draw_bar(canvas: Canvas, top: int, bar: PayBar, color: str, highest: float) -> None:
    """Draw a range or a point, and above it whose pay it is and its figures."""
    currency, _, _ = bar.unit.partition("/")
    figures, left = amount(bar.low, currency), _across(bar.low, highest)
    if bar.is_point:
        middle, radius = _DOT
        canvas.shape((left, top + middle), radius, color)
    else:
        canvas.bar((left, top + _BAR[0]), (_across(bar.high, highest), top + _BAR[1]), color)
        figures = f"{figures}–{amount(bar.high, currency).lstrip('$£€')}"
    lines = (bar.role, TEXT), (f"{figures} · {bar.label}", _MUTED)
    for y, (words, shade) in zip(_WORDS, lines, strict=True):
        canvas.words((_LEFT, top + y), shorten(words, _LABEL_LENGTH), _SIZE, shade)
