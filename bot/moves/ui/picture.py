"""Draw a role and its neighbors, readable on a phone: never more than six, and no more than three words each."""

import math
from textwrap import fill

from matplotlib.figure import Figure

from bot.kit.ui.figures import png_of
from bot.moves.ui.dots import Dot, MovesPicture

MOST_NEIGHBORS = 6
_BACKGROUND = "#2b2d31"
_TEXT = "#f2f3f5"
_LINE = "#80848e"
_DOTS_PER_INCH = 160
_INCHES = 4.5
_FONT = 12
_COLORS = ("#4fb8a0", "#e0a458", "#7aa2f7", "#e57f84", "#c792ea", "#9ece6a", "#f2c94c")
_SHAPES = ("o", "s", "^", "D", "v", "p", "h")
_WORDS = 3
_LINE_LENGTH = 14
_LEVEL = 0.01


def draw_moves(picture: MovesPicture) -> bytes:
    """Return a PNG, 720 pixels wide, with the role in the middle; color and shape tell the sector."""
    sectors = list(dict.fromkeys(dot.sector for dot in (picture.middle, *picture.near)))
    figure = Figure(figsize=(_INCHES, _INCHES), dpi=_DOTS_PER_INCH, facecolor=_BACKGROUND)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(-1.75, 1.75)
    axes.set_ylim(-1.7, 1.7)
    around = picture.near[:MOST_NEIGHBORS]
    for number, dot in enumerate(around):
        angle = math.pi / 2 - 2 * math.pi * number / len(around)
        x, y = math.cos(angle), math.sin(angle)
        axes.plot([0, x], [0, y], color=_LINE, linewidth=1.5, zorder=1)
        _node(figure, x, y, dot, sectors, size=15)
    _node(figure, 0, 0, picture.middle, sectors, size=22)
    return png_of(figure)


def three_words(title: str) -> str:
    """Return the beginning of a title: at most three words, in lines so short that two fit beside each other."""
    words = title.partition(" (")[0].split()[:_WORDS]
    while words[-1].casefold() in {"and", "or", "of", "for", "in", "at"}:
        words.pop()
    return fill(" ".join(words), _LINE_LENGTH, break_long_words=False)


def _node(figure: Figure, x: float, y: float, dot: Dot, sectors: list[str], size: int) -> None:
    axes = figure.axes[0]
    kind = sectors.index(dot.sector) % len(_COLORS)
    axes.plot([x], [y], marker=_SHAPES[kind], markersize=size, color=_COLORS[kind], linestyle="none", zorder=2)
    below = y < -_LEVEL or (x == 0 and y == 0)  # beside the middle's own name, others have theirs above
    axes.text(
        x,
        y + (-0.16 if below else 0.16),
        three_words(dot.title),
        color=_TEXT,
        fontsize=_FONT,
        ha="center",
        va="top" if below else "bottom",
        zorder=3,
        bbox={"facecolor": _BACKGROUND, "edgecolor": "none", "pad": 1.5, "alpha": 0.85},
    )
