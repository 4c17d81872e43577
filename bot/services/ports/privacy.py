"""What privacy needs of storage."""

from dataclasses import dataclass
from typing import Any, Protocol

from bot.domain.leads import CardPlace


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed; `cards` are messages to delete (deleted leads) or to redraw (all others)."""

    leads_deleted: int
    leads_unlinked: int
    votes: int
    deleted_cards: tuple[CardPlace, ...]
    changed_leads: tuple[int, ...]


class Members(Protocol):
    """Everything that is stored of one member, in all servers."""

    async def export(self, member_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return every row with the member's id, by table, as JSON can hold it."""
        ...

    async def forget(self, member_id: int, *, delete_leads: bool) -> Forgotten:
        """Remove or unlink every row with the member's id, and mend the counters."""
        ...
