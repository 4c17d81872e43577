"""Draw a role and its neighbors, readable on a phone: never more than six, and no more than three words each."""

import math
from textwrap import fill

from bot.kit.ui.canvas import SHAPES, WIDTH, Canvas
from bot.moves.ui.dots import Dot, MovesPicture

MOST_NEIGHBORS = 6
_LINE = "#80848e"
_SIZE = 27
_COLORS = ("#4fb8a0", "#e0a458", "#7aa2f7", "#e57f84", "#c792ea", "#9ece6a", "#f2c94c")
_MIDDLE = WIDTH / 2
_AWAY = 206
"""How far neighbors are from the middle."""
_NEAR, _LARGE = 20, 27
"""How large a neighbor's shape is, and the one in the middle, from its own middle."""
_TO_WORDS = 34
_WORDS = 3
_LINE_LENGTH = 14
_LEVEL = 1


def draw_moves(picture: MovesPicture) -> bytes:
    """Return a PNG with the role in the middle; color and shape tell the sector."""
    sectors = list(dict.fromkeys(dot.sector for dot in (picture.middle, *picture.near)))
    around = picture.near[:MOST_NEIGHBORS]
    angles = [2 * math.pi * number / len(around) for number in range(len(around))]
    places = [(_MIDDLE + _AWAY * math.sin(angle), _MIDDLE - _AWAY * math.cos(angle)) for angle in angles]
    canvas, middle = Canvas(WIDTH), (_MIDDLE, _MIDDLE)
    for place in places:
        canvas.line(middle, place, _LINE, 3)
    for place, dot in zip(places, around, strict=True):
        _node(canvas, place, dot, sectors.index(dot.sector), _NEAR)
    _node(canvas, middle, picture.middle, sectors.index(picture.middle.sector), _LARGE)
    return canvas.png()


def three_words(title: str) -> str:
    """Return the beginning of a title: at most three words, in lines so short that two fit beside each other."""
    words = title.partition(" (")[0].split()[:_WORDS]
    while words[-1].casefold() in {"and", "or", "of", "for", "in", "at"}:
        words.pop()
    return fill(" ".join(words), _LINE_LENGTH, break_long_words=False)


def _node(canvas: Canvas, place: tuple[float, float], dot: Dot, sector: int, radius: float) -> None:
    x, y = place
    canvas.shape(place, radius, _COLORS[sector % len(_COLORS)], SHAPES[sector % len(SHAPES)])
    below = y > _MIDDLE + _LEVEL or place == (
        _MIDDLE,
        _MIDDLE,
    )  # beside the middle's own name, others have theirs above
    at, anchor = (x, y + (_TO_WORDS if below else -_TO_WORDS)), "ma" if below else "md"
    canvas.framed(at, three_words(dot.title), _SIZE, anchor)
