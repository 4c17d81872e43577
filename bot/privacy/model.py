"""What came of a member’s wish to be forgotten."""

from dataclasses import dataclass

from bot.kit.actors import CardPlace
from bot.outbox.model.job import Errand


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed; `cards` are the messages that showed deleted leads, which the outbox takes away.

    `renamed` are the cards that had the member's name, with where they stand: the outbox draws them again.
    """

    leads_deleted: int
    leads_unlinked: int
    votes: int
    cards: tuple[Errand, ...]
    renamed: tuple[tuple[Errand, CardPlace], ...] = ()
