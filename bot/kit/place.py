"""Where a member is: one screen of one card."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One screen of a card: its address, a section's key, and the screen's number from 0."""

    address: str
    section: str = "first"
    screen: int = 0
