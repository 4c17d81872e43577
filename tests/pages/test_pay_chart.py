"""What is drawn of pay: bars where their figures are, and words that a phone can show."""

from io import BytesIO

import numpy
import pytest
from PIL import Image

from bot.kit.ui.canvas import WIDTH
from bot.pages.ui.card import PayBar, Picture
from bot.pages.ui.pay_chart import draw_pay, steps

GREEN, AMBER = (0x4F, 0xB8, 0xA0), (0xE0, 0xA4, 0x58)


def drawn(*bars: PayBar) -> Image.Image:
    image = Image.open(BytesIO(draw_pay(Picture("Pay", bars, "Pay."))))
    assert (image.format, image.width) == ("PNG", WIDTH)
    return image


def extent(image: Image.Image, color: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what has a color."""
    there = (numpy.asarray(image) == color).all(axis=2)
    down, across = numpy.flatnonzero(there.any(axis=1)), numpy.flatnonzero(there.any(axis=0))
    return int(across[0]), int(down[0]), int(across[-1]), int(down[-1])


def test_bars_begin_and_end_where_their_figures_are() -> None:
    whole = PayBar("① One", "2025", "USD/year", 0, 200_000, is_point=False)
    half = PayBar("② Other", "2025", "USD/year", 100_000, 200_000, is_point=False)
    image = drawn(whole, half)
    left, _, right, above = extent(image, GREEN)
    middle, below, end, _ = extent(image, AMBER)
    assert end == right
    assert middle == pytest.approx((left + right) / 2, abs=1)
    assert above < below


def test_a_point_is_round_and_stands_around_its_figure() -> None:
    image = drawn(
        PayBar("① One", "2025", "USD/year", 0, 200_000, is_point=False),
        PayBar("② Other", "2025, mean", "USD/year", 100_000, 100_000, is_point=True),
    )
    bar, point = extent(image, GREEN), extent(image, AMBER)
    assert (point[0] + point[2]) / 2 == pytest.approx((bar[0] + bar[2]) / 2, abs=1)
    assert point[2] - point[0] == pytest.approx(point[3] - point[1], abs=1)
    assert image.getpixel((point[0], point[1])) != AMBER, "a circle leaves the corners free"


def test_each_unit_has_an_axis_of_its_own() -> None:
    year = PayBar("① One", "2025", "USD/year", 0, 200_000, is_point=False)
    hour = PayBar("② Other", "2025", "USD/hour", 0, 100, is_point=False)
    image = drawn(year, hour)
    assert extent(image, GREEN)[::2] == extent(image, AMBER)[::2]


@pytest.mark.parametrize(("highest", "expected"), [(107_000, 50_000), (72, 25), (300, 100), (301, 200), (0.9, 0.5)])
def test_figures_under_an_axis_are_round_and_few(highest: float, expected: float) -> None:
    figures = list(steps(highest))
    assert figures[:2] == [0, expected]
    assert len(figures) <= 4
    assert highest - expected < figures[-1] <= highest
