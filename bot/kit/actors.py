"""Who acts, in which server, and which message shows something."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and in which server; `joined_at` is when they joined it, if Discord says so."""

    guild_id: int
    member_id: int = field(repr=False)
    joined_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CardPlace:
    """The message that shows a lead."""

    channel_id: int
    message_id: int
