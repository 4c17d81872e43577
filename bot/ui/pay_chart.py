"""Draw published pay ranges side by side."""

import textwrap
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from bot.ui.card import PayBar, Picture
from bot.ui.limits import shorten
from bot.ui.money import amount

_BACKGROUND = "#2b2d31"
_TEXT = "#f2f3f5"
_MUTED = "#b5bac1"
_COLOURS = ("#4fb8a0", "#e0a458", "#7fa8e0", "#d98ba3")
_WIDTH_INCHES = 7.5
_BAR_INCHES = 0.75
_AXES_INCHES = 1.1


def draw_pay(picture: Picture) -> bytes:
    """Return a PNG with one row a bar, and axes of their own for each unit, about 1,100 pixels wide."""
    units = list(dict.fromkeys(bar.unit for bar in picture.bars))
    roles = list(dict.fromkeys(bar.role for bar in picture.bars))
    groups = [[bar for bar in picture.bars if bar.unit == unit] for unit in units]
    heights = [len(group) * _BAR_INCHES + _AXES_INCHES for group in groups]
    figure = Figure(figsize=(_WIDTH_INCHES, sum(heights)), facecolor=_BACKGROUND, layout="constrained")
    FigureCanvasAgg(figure)
    all_axes = figure.subplots(len(units), 1, height_ratios=heights, squeeze=False)[:, 0]
    for axes, unit, group in zip(all_axes, units, groups, strict=True):
        _draw_group(axes, unit, group, roles)
    image = BytesIO()
    figure.savefig(image, format="png", dpi=150)
    return image.getvalue()


def _draw_group(axes: Axes, unit: str, bars: list[PayBar], roles: list[str]) -> None:
    currency, period = unit.split("/")
    for row, bar in enumerate(bars):
        colour = _COLOURS[roles.index(bar.role) % len(_COLOURS)]
        if bar.is_point:
            axes.plot([bar.low], [row], "o", color=colour, markersize=11)
        else:
            axes.barh(row, bar.high - bar.low, left=bar.low, height=0.42, color=colour)
        figures = (
            amount(bar.low, currency)
            if bar.is_point
            else f"{amount(bar.low, currency)} to {amount(bar.high, currency)}"
        )
        axes.annotate(figures, (bar.low, row), (0, 16), textcoords="offset points", color=_TEXT, fontsize=10)
    axes.set_yticks(range(len(bars)), [_label(bar) for bar in bars], color=_TEXT, fontsize=9)
    axes.set_ylim(len(bars) - 0.4, -0.8)
    axes.set_xlim(left=0, right=max(bar.high for bar in bars) * 1.18)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: amount(value, currency)))
    axes.set_title(f"{currency} per {period}, as published", color=_TEXT, fontsize=11, loc="left")
    axes.set_facecolor(_BACKGROUND)
    axes.tick_params(colors=_MUTED, labelsize=9)
    axes.grid(axis="x", color="#4e5058", linewidth=0.6)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _label(bar: PayBar) -> str:
    role = "\n".join(textwrap.wrap(shorten(bar.role, 52), 30))
    return f"{role}\n{shorten(bar.label, 44)}"
