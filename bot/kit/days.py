"""Days as Americans write them."""

from datetime import date


def short_day(day: date) -> str:
    """Return a day such as `Nov 22, 2026`."""
    return f"{day:%b} {day.day}, {day.year}"


def long_day(day: date) -> str:
    """Return a day such as `November 22`."""
    return f"{day:%B} {day.day}"
