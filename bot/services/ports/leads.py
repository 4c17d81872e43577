"""What the services of leads need of storage."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.browsing import Cursor, LeadFilter, Sort
from bot.domain.leads import CardPlace, Lead, LeadContent, LeadStatus
from bot.domain.review import ReportReason


@dataclass(frozen=True, slots=True)
class NewLead:
    """A lead to store."""

    guild_id: int
    token: str
    content: LeadContent
    status: LeadStatus
    is_pseudonymous: bool
    poster_id: int = field(repr=False)
    poster_name: str | None = field(repr=False)
    created_at: datetime
    posted_at: datetime | None
    expires_at: datetime
    review_reasons: tuple[str, ...]
    review_note: str | None


class Leads(Protocol):
    """The leads themselves."""

    async def lock_guild(self, guild_id: int) -> None:
        """Let nobody else in who would share, approve or reopen in the same server, until the transaction ends."""
        ...

    async def add(self, new: NewLead) -> Lead:
        """Store a lead, findable by its words."""
        ...

    async def get(self, lead_id: int, *, lock: bool = False) -> Lead | None:
        """Return a lead, or None; with `lock` nobody else changes it until the transaction ends."""
        ...

    async def by_token(self, token: str) -> Lead | None:
        """Return the lead that was posted from a draft."""
        ...

    async def with_link(self, guild_id: int, link_key: str) -> Lead | None:
        """Return the lead with that link that is live, pending or hidden; the live one first."""
        ...

    async def has_posted(self, guild_id: int, poster_id: int) -> bool:
        """Return whether a lead of the poster was live in the server and not taken down."""
        ...

    async def save(self, lead: Lead) -> None:
        """Write a locked lead back, all but its counters of votes and its poster."""
        ...

    async def index_words(self, lead: Lead) -> None:
        """Make a lead findable by the words of its content, in place of earlier ones."""
        ...

    async def place_card(self, lead_id: int, place: CardPlace | None, *, in_queue: bool) -> None:
        """Record the message that shows a lead to members, or to moderators in the queue."""
        ...

    async def forget_cards(self, *, channel_id: int | None = None, message_id: int | None = None) -> None:
        """Forget the cards in a channel, or one card, because Discord deleted them."""
        ...

    async def browse(
        self, guild_id: int, wanted: LeadFilter, sort: Sort, after: Cursor | None, limit: int, now: datetime
    ) -> list[Lead]:
        """Return leads in order, those after a cursor."""
        ...

    async def of_poster(self, guild_id: int, poster_id: int, before_id: int | None, limit: int) -> list[Lead]:
        """Return a poster's leads in a server, newest first."""
        ...

    async def in_queue(self, guild_id: int, after_id: int, limit: int) -> list[Lead]:
        """Return the leads that wait for a moderator, oldest first."""
        ...

    async def expire(self, now: datetime, limit: int) -> list[int]:
        """Mark live leads past their end as expired, and return their ids; other processes skip them."""
        ...

    async def ask_renewals(self, now: datetime, until: datetime, limit: int) -> list[int]:
        """Mark live leads that end by `until` and may live longer as asked, and return their ids."""
        ...


class Reports(Protocol):
    """What members reported."""

    async def add(self, lead_id: int, member_id: int, reason: ReportReason, at: datetime) -> bool:
        """Record a report; return False where the member has reported the lead before."""
        ...

    async def reasons(self, lead_ids: Sequence[int]) -> dict[int, tuple[tuple[ReportReason, int], ...]]:
        """Return how often each reason was given, most frequent first; reports that were settled do not count."""
        ...

    async def settle(self, lead_id: int) -> None:
        """Mark all reports as dealt with."""
        ...


class Closures(Protocol):
    """Who says that a lead is closed."""

    async def toggle(self, lead_id: int, member_id: int, at: datetime) -> bool:
        """Put a closure where there is none, or take it back; return whether it now stands."""
        ...

    async def has(self, lead_id: int, member_id: int) -> bool:
        """Return whether a member's closure stands."""
        ...

    async def clear(self, lead_id: int) -> None:
        """Remove all closures of a lead."""
        ...
