"""Write calendars that other programs read. Source: RFC 5545."""

import re
from collections.abc import Iterable, Iterator

_LINE = 73
"""Most bytes of a line; a longer one is folded."""


def escaped(text: str) -> str:
    """Return text as a value of a calendar."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def calendar_file(producer: str, lines: Iterable[str]) -> bytes:
    """Return a calendar of the given lines, each one property or the beginning or end of a part."""
    whole = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{producer}", *lines, "END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in whole for piece in _folded(line)).encode()


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces that are short enough in bytes; all but the first begin with a space."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _LINE:
            yield piece
            piece = " "
        piece += character
    yield piece
