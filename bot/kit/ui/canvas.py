"""A dark sheet to draw on, 720 pixels wide: twice the width at which Discord shows a picture on a phone.

Imported only where something is drawn, for Pillow's sake.
"""

import math
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH = 720
BACKGROUND = "#2b2d31"
TEXT = "#f2f3f5"
_FINER = 4
"""Slanted edges are drawn so much larger and then made smaller, which softens them; letters are soft as they are."""
_PACKING = 3
"""Of nine levels: above it a picture takes two to five times as long, and is hardly smaller."""
_FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
_CORNERS = {
    "circle": (60, 0),
    "square": (4, 45),
    "up": (3, 90),
    "diamond": (4, 90),
    "down": (3, -90),
    "pentagon": (5, 90),
    "hexagon": (6, 90),
}
"""How many corners a shape has, and in which direction the first lies, in degrees; sixty look round."""
SHAPES = tuple(_CORNERS)

Point = tuple[float, float]


class Canvas:
    """What comes later lies above."""

    def __init__(self, height: int) -> None:
        self._image = Image.new("RGB", (WIDTH, height), BACKGROUND)
        self._pen = ImageDraw.Draw(self._image)

    def bar(self, start: Point, end: Point, color: str) -> None:
        """Draw a rectangle between its upper left corner and its lower right one, which is at least a pixel away."""
        (left, top), (right, bottom) = map(_rounded, (start, end))
        self._pen.rectangle((left, top, right - 1, bottom - 1), color)

    def line(self, start: Point, end: Point, color: str, width: float) -> None:
        """Draw a line in any direction."""
        away, down = end[0] - start[0], end[1] - start[1]
        half = width / 2 / math.hypot(away, down)
        aside = down * half, -away * half
        corners = [
            (x + side * aside[0], y + side * aside[1])
            for (x, y), side in ((start, 1), (end, 1), (end, -1), (start, -1))
        ]
        self._fill(corners, color)

    def shape(self, middle: Point, radius: float, color: str, shape: str = "circle") -> None:
        """Draw one of SHAPES around a point."""
        number, first = _CORNERS[shape]
        angles = (math.radians(first + 360 * corner / number) for corner in range(number))
        self._fill([(middle[0] + radius * math.cos(one), middle[1] - radius * math.sin(one)) for one in angles], color)

    def words(self, at: Point, words: str, size: int, color: str = TEXT, anchor: str = "lm") -> None:
        """Write words, in a line or several; `anchor` says what of them lies at the point: l, m or r, and a, m or d."""
        self._pen.text(at, words, color, _font(size), anchor, align="center")

    def framed(self, at: Point, words: str, size: int, anchor: str) -> None:
        """Write words, with nothing of what lies below them in sight."""
        left, top, right, bottom = self._pen.textbbox(at, words, _font(size), anchor, align="center")
        self.bar((left - 4, top - 4), (right + 4, bottom + 4), BACKGROUND)
        self.words(at, words, size, anchor=anchor)

    def png(self) -> bytes:
        """Return what was drawn."""
        packed = BytesIO()
        self._image.save(packed, "PNG", compress_level=_PACKING)
        return packed.getvalue()

    def _fill(self, corners: list[Point], color: str) -> None:
        """Fill what lies between corners, with soft edges."""
        left, top = (math.floor(min(values)) for values in zip(*corners, strict=True))
        right, bottom = (math.ceil(max(values)) for values in zip(*corners, strict=True))
        mask = Image.new("L", ((right - left) * _FINER, (bottom - top) * _FINER))
        fine = [((x - left) * _FINER, (y - top) * _FINER) for x, y in corners]
        ImageDraw.Draw(mask).polygon(fine, fill=255)
        self._image.paste(color, (left, top), mask.reduce(_FINER))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size)


def _rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])
