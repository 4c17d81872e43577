"""What the template of lists shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """One line of a list."""

    to: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Links under one heading; `to` is where the heading leads."""

    title: str
    says: str = ""
    links: tuple[Link, ...] = ()
    to: str = ""
    anchor: str = ""
    shape: str = "cards"
