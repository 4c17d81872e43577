"""Draw published pay ranges side by side."""

from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.kit.ui.limits import shorten
from bot.pages.ui.card import PayBar, Picture
from bot.pages.ui.money import amount

_BACKGROUND = "#2b2d31"
_TEXT = "#f2f3f5"
_MUTED = "#b5bac1"
_COLOURS = ("#4fb8a0", "#e0a458", "#7fa8e0", "#d98ba3")
_LABEL_LENGTH = 78
_WIDTH_INCHES = 7.0
_BAR_INCHES = 0.8
_AXES_INCHES = 0.9
_ROOM_FOR_FIGURES = 1.45
"""The axis reaches this far beyond the highest figure, so that figures written beside bars fit."""


def draw_pay(picture: Picture) -> bytes:
    """Return a PNG, about 1,050 pixels wide, with a row for each bar and axes of their own for each unit."""
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
        _draw_bar(axes, row, bar, currency, _COLOURS[roles.index(bar.role) % len(_COLOURS)])
    axes.set_ylim(len(bars) - 0.5, -0.75)
    axes.set_yticks([])
    axes.set_xlim(left=0, right=max(bar.high for bar in bars) * _ROOM_FOR_FIGURES)
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _plain(amount(value, currency))))
    axes.set_title(_plain(f"{currency} per {period}, as published"), color=_MUTED, fontsize=11, loc="left")
    axes.set_facecolor(_BACKGROUND)
    axes.tick_params(colors=_MUTED, labelsize=10, length=0)
    axes.grid(axis="x", color="#4e5058", linewidth=0.6)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _draw_bar(axes: Axes, row: int, bar: PayBar, currency: str, colour: str) -> None:
    """Draw a range or a point, what it is above it, and its figures beside it."""
    label = _plain(shorten(f"{bar.role} · {bar.label}", _LABEL_LENGTH))
    axes.text(0, row - 0.33, label, color=_TEXT, fontsize=11, va="center")
    if bar.is_point:
        axes.plot([bar.low], [row], "o", color=colour, markersize=12)
        figures = amount(bar.low, currency)
    else:
        axes.barh(row, bar.high - bar.low, left=bar.low, height=0.34, color=colour)
        figures = f"{amount(bar.low, currency)} to {amount(bar.high, currency)}"
    axes.annotate(
        _plain(figures), (bar.high, row), (10, 0), textcoords="offset points", color=_TEXT, fontsize=11, va="center"
    )


def _plain(text: str) -> str:
    """Keep dollar signs from being read as mathematics."""
    return text.replace("$", r"\$")
