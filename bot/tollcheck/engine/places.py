"""Sets of places in a text, kept as whole numbers whose bits are the places.

So "near" is a handful of shifts however often words are repeated, and no text can make it slow.
"""

from collections.abc import Iterable, Iterator, Sequence


def to_bits(places: Iterable[int]) -> int:
    """Return the number whose bits are the given places."""
    row = bytearray()
    for place in places:
        if place >> 3 >= len(row):
            row.extend(bytes((place >> 3) + 1 - len(row)))
        row[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(row, "little")


def each(bits: int) -> Iterator[int]:
    """Yield the places, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def gathered(sets: Sequence[int], within: int) -> int:
    """Return the places of the first set that have one of every other set near, before or after."""
    starts = sets[0]
    for bits in sets[1:]:
        starts &= _after(bits, within) | _before(bits, within)
    return starts


def chained(sets: Sequence[int], within: int) -> int:
    """Return the places of the first set from which the others follow in order, each near the one before."""
    followed = sets[-1]
    for bits in reversed(sets[:-1]):
        followed = bits & _before(followed, within)
    return followed


def _after(bits: int, reach: int) -> int:
    """Return the places that lie 1 to `reach` after any of the given."""
    width = 1
    while width * 2 <= reach:
        bits |= bits << width
        width *= 2
    return (bits | bits << (reach - width)) << 1


def _before(bits: int, reach: int) -> int:
    """Return the places that lie 1 to `reach` before any of the given."""
    width = 1
    while width * 2 <= reach:
        bits |= bits >> width
        width *= 2
    return (bits | bits >> (reach - width)) >> 1


def nearest(bits: int, place: int, *, only_after: bool) -> int:
    """Return the place nearest to another, which itself does not count; there has to be one."""
    above = bits >> (place + 1)
    below = 0 if only_after else bits & ((1 << place) - 1)
    after = place + (above & -above).bit_length() if above else None
    before = below.bit_length() - 1 if below else None
    if after is None or (before is not None and place - before < after - place):
        assert before is not None, "the caller saw that there is one"
        return before
    return after
