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
_MUTED = "#c7cbd1"
_COLORS = ("#4fb8a0", "#e0a458")
_DOTS_PER_INCH = 160
_WIDTH_INCHES = 4.5
"""720 pixels: twice the width at which Discord shows a picture on a phone, where its smallest letters are 12 high."""
_FONT = 11
_LABEL_LENGTH = 52
_BAR_INCHES = 0.92
_AXES_INCHES = 0.85


def draw_pay(picture: Picture) -> bytes:
    """Return a PNG, 720 pixels wide, with a row for each bar and axes of their own for each unit."""
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
    figure.savefig(image, format="png", dpi=_DOTS_PER_INCH)
    return image.getvalue()


def _draw_group(axes: Axes, unit: str, bars: list[PayBar], roles: list[str]) -> None:
    currency, period = unit.split("/")
    for row, bar in enumerate(bars):
        _draw_bar(axes, row, bar, currency, _COLORS[roles.index(bar.role) % len(_COLORS)])
    axes.set_ylim(len(bars) - 0.4, -0.75)
    axes.set_yticks([])
    axes.set_xlim(left=0, right=max(bar.high for bar in bars) * 1.05)
    axes.xaxis.set_major_locator(MaxNLocator(3))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _plain(amount(value, currency))))
    axes.set_title(_plain(f"{currency} per {period}"), color=_MUTED, fontsize=_FONT, loc="left")
    axes.set_facecolor(_BACKGROUND)
    axes.tick_params(colors=_MUTED, labelsize=_FONT, length=0)
    axes.grid(axis="x", color="#4e5058", linewidth=0.6)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _draw_bar(axes: Axes, row: int, bar: PayBar, currency: str, color: str) -> None:
    """Draw a range or a point, and above it whose pay it is and its figures."""
    figures = amount(bar.low, currency)
    if bar.is_point:
        axes.plot([bar.low], [row + 0.28], "o", color=color, markersize=12)
    else:
        axes.barh(row + 0.28, bar.high - bar.low, left=bar.low, height=0.3, color=color)
        figures = f"{figures}–{amount(bar.high, currency).lstrip('$£€')}"
    for line, text, shade in ((0, bar.role, _TEXT), (1, f"{figures} · {bar.label}", _MUTED)):
        words = _plain(shorten(text, _LABEL_LENGTH))
        axes.text(0, row - 0.42 + 0.3 * line, words, color=shade, fontsize=_FONT, va="center")


def _plain(text: str) -> str:
    """Keep dollar signs from being read as mathematics."""
    return text.replace("$", r"\$")
