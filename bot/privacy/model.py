"""What came of a member’s wish to be forgotten."""

from dataclasses import dataclass

from bot.kit.actors import CardPlace


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed; `cards` are messages to delete (deleted leads) or to redraw (all others)."""

    leads_deleted: int
    leads_unlinked: int
    votes: int
    deleted_cards: tuple[CardPlace, ...]
    changed_leads: tuple[int, ...]
