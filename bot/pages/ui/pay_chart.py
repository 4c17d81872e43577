"""Draw published pay ranges side by side."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.kit.ui.figures import png_of
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
_ROW_INCHES = 0.88
_ABOVE_ROWS, _BELOW_ROWS = 0.75, 0.6
"""Where axes end, in rows before the first and after the last one's own line."""
_ABOVE_INCHES, _BELOW_INCHES = 0.26, 0.3
"""Room for the title of axes, and for the figures under them."""
_LEFT_INCHES, _RIGHT_INCHES = 0.14, 0.4
"""Room for the half of a figure that stands beyond the end of an axis."""


def draw_pay(picture: Picture) -> bytes:
    """Return a PNG, 720 pixels wide, with a row for each bar and axes of their own for each unit."""
    units = list(dict.fromkeys(bar.unit for bar in picture.bars))
    roles = list(dict.fromkeys(bar.role for bar in picture.bars))
    groups = [[bar for bar in picture.bars if bar.unit == unit] for unit in units]
    heights = [_ABOVE_INCHES + _rows(group) * _ROW_INCHES + _BELOW_INCHES for group in groups]
    figure = Figure(figsize=(_WIDTH_INCHES, sum(heights)), dpi=_DOTS_PER_INCH, facecolor=_BACKGROUND)
    for number, (unit, group) in enumerate(zip(units, groups, strict=True)):
        _draw_group(_axes(figure, below=sum(heights[number + 1 :]), height=heights[number]), unit, group, roles)
    return png_of(figure)


def _rows(group: list[PayBar]) -> float:
    return _ABOVE_ROWS + len(group) - 1 + _BELOW_ROWS


def _axes(figure: Figure, below: float, height: float) -> Axes:
    """Return axes in a strip of the figure; placed by hand, since matplotlib's layout costs more than the drawing."""
    all_width, all_height = figure.get_size_inches()
    left, bottom = _LEFT_INCHES, below + _BELOW_INCHES
    width, height = _WIDTH_INCHES - _LEFT_INCHES - _RIGHT_INCHES, height - _ABOVE_INCHES - _BELOW_INCHES
    return figure.add_axes((left / all_width, bottom / all_height, width / all_width, height / all_height))


def _draw_group(axes: Axes, unit: str, bars: list[PayBar], roles: list[str]) -> None:
    currency, period = unit.split("/")
    for row, bar in enumerate(bars):
        _draw_bar(axes, row, bar, currency, _COLORS[roles.index(bar.role) % len(_COLORS)])
    axes.set_ylim(len(bars) - 1 + _BELOW_ROWS, -_ABOVE_ROWS)
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
