"""Blocked domains and posters of a server."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Block:
    """A blocked domain, or a blocked poster known only by the lead it began with and a keyed hash."""

    id: int
    domain: str | None
    lead_id: int | None
    created_at: datetime
