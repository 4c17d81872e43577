"""What the picture of moves shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dot:
    """A role, as it is drawn."""

    title: str
    sector: str


@dataclass(frozen=True, slots=True)
class MovesPicture:
    """A role, and the neighbors around it."""

    middle: Dot
    near: tuple[Dot, ...]
