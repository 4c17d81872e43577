"""What came of a member’s wish to be forgotten."""

from dataclasses import dataclass

from bot.kit.actors import CardPlace
from bot.outbox.model.job import Errand


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed.

    `messages` are those that showed the member's leads or name, with what the outbox does about each: it takes away
    what showed deleted leads, and draws the others again.
    """

    leads_deleted: int
    leads_unlinked: int
    votes: int
    messages: tuple[tuple[Errand, CardPlace], ...]
