"""Repository: leads."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, case, delete, func, insert, or_, select, update

from bot.kit.actors import CardPlace
from bot.kit.storage.transactions import Repository
from bot.leads.model.browsing import Cursor, LeadFilter, Sort, words_of
from bot.leads.model.lead import HOLDS_ITS_LINK, IN_REVIEW, Lead, LeadStatus, NewLead, Shelf
from bot.leads.storage.rows import changed_values, lead_of, lead_rank, new_values
from bot.leads.storage.search import browse_query
from bot.leads.storage.tables import lead_votes, lead_words, leads


class LeadRepository(Repository):
    """The leads themselves."""

    async def add(self, new: NewLead) -> Lead:
        """Store a lead, findable by its words."""
        lead_id: int | None = await self._connection.scalar(
            insert(leads).values(**new_values(new)).returning(leads.c.id)
        )
        assert lead_id is not None, "the insert returns a row"
        lead = await self.get(lead_id)
        assert lead is not None, "inserted just now"
        await self.index_words(lead)
        return lead

    async def get(self, lead_id: int, *, lock: bool = False) -> Lead | None:
        """Return a lead, or None; with `lock` nobody else changes it until the transaction ends."""
        query = select(leads).where(leads.c.id == lead_id)
        row = (await self._connection.execute(query.with_for_update() if lock else query)).first()
        return lead_of(row) if row else None

    async def by_token(self, token: str) -> Lead | None:
        """Return the lead that was posted from a draft."""
        row = (await self._connection.execute(select(leads).where(leads.c.token == token))).first()
        return lead_of(row) if row else None

    async def with_link(self, guild_id: int, link_key: str) -> Lead | None:
        """Return the lead with that link that is live, pending or hidden; the live one first."""
        query = (
            select(leads)
            .where(
                leads.c.guild_id == guild_id,
                leads.c.link_key == link_key,
                leads.c.status.in_(sorted({*HOLDS_ITS_LINK, *IN_REVIEW})),
            )
            .order_by(case((leads.c.status.in_(sorted(HOLDS_ITS_LINK)), 0), else_=1), leads.c.id)
            .limit(1)
        )
        row = (await self._connection.execute(query)).first()
        return lead_of(row) if row else None

    async def has_posted(self, guild_id: int, poster_id: int) -> bool:
        """Return whether a lead of the poster was live in the server and not taken down."""
        query = (
            select(leads.c.id)
            .where(
                leads.c.poster_id == poster_id,
                leads.c.guild_id == guild_id,
                leads.c.posted_at.is_not(None),
                leads.c.status != LeadStatus.REJECTED,
            )
            .limit(1)
        )
        return await self._connection.scalar(query) is not None

    async def shared_since(self, guild_id: int, poster_id: int, since: datetime) -> int:
        """Return how many leads a member has shared in a server since a moment."""
        theirs = (leads.c.poster_id == poster_id, leads.c.guild_id == guild_id, leads.c.created_at > since)
        return await self._connection.scalar(select(func.count()).select_from(leads).where(*theirs)) or 0

    async def without_votes(self, lead: Lead) -> Lead:
        """Remove the votes for a locked lead, and return it without them."""
        await self._connection.execute(delete(lead_votes).where(lead_votes.c.lead_id == lead.id))
        bare = replace(lead, upvotes=0, worked=0)
        await self._update(lead.id, {"upvotes": 0, "worked": 0, "rank": lead_rank(bare)})
        return bare

    async def save(self, lead: Lead) -> None:
        """Write a locked lead back, all but its counters of votes and its poster."""
        await self._update(lead.id, changed_values(lead))

    async def index_words(self, lead: Lead) -> None:
        """Make a lead findable by the words of its content, in place of earlier ones."""
        content = lead.content
        said = (content.title, content.organization, content.location, content.how_to_ask, content.pay)
        ids = (page_id.replace("-", " ") for page_id in (content.role_id, content.sector_id) if page_id)
        words = set(words_of(" ".join((*filter(None, said), *ids, content.link_domain or ""))))
        await self._connection.execute(delete(lead_words).where(lead_words.c.lead_id == lead.id))
        rows = [{"lead_id": lead.id, "guild_id": lead.guild_id, "word": word} for word in sorted(words)]
        await self._connection.execute(insert(lead_words), rows)

    async def place_card(self, lead_id: int, place: CardPlace | None, *, in_queue: bool) -> None:
        """Record the message that shows a lead to members, or to moderators in the queue."""
        channel_id, message_id = (place.channel_id, place.message_id) if place else (None, None)
        name = "queue" if in_queue else "card"
        await self._update(lead_id, {f"{name}_channel_id": channel_id, f"{name}_message_id": message_id})

    async def forget_cards(self, *, channel_id: int | None = None, message_id: int | None = None) -> None:
        """Forget the cards in a channel, or one card, because Discord deleted them."""
        for name in ("card", "queue"):
            channel, message = leads.c[f"{name}_channel_id"], leads.c[f"{name}_message_id"]
            gone = channel == channel_id if channel_id is not None else message == message_id
            await self._connection.execute(update(leads).where(gone).values({channel: None, message: None}))

    async def browse(
        self, guild_id: int, wanted: LeadFilter, sort: Sort, after: Cursor | None, limit: int, now: datetime
    ) -> list[Lead]:
        """Return leads in order, those after a cursor."""
        query = await browse_query(self._connection, guild_id, wanted, sort, after, now)
        return [lead_of(row) for row in await self._connection.execute(query.limit(limit))]

    async def of_poster(self, guild_id: int, poster_id: int, before_id: int | None, limit: int) -> list[Lead]:
        """Return a poster's leads in a server, newest first."""
        query = select(leads).where(leads.c.poster_id == poster_id, leads.c.guild_id == guild_id)
        if before_id is not None:
            query = query.where(leads.c.id < before_id)
        rows = await self._connection.execute(query.order_by(leads.c.id.desc()).limit(limit))
        return [lead_of(row) for row in rows]

    async def in_queue(self, guild_id: int, after_id: int, limit: int) -> list[Lead]:
        """Return the leads that wait for a moderator, oldest first."""
        query = (
            select(leads)
            .where(leads.c.guild_id == guild_id, leads.c.status.in_(sorted(IN_REVIEW)), leads.c.id > after_id)
            .order_by(leads.c.id)
            .limit(limit)
        )
        return [lead_of(row) for row in await self._connection.execute(query)]

    async def with_cards(self, remainders: Sequence[int], divisor: int) -> list[Lead]:
        """Return the live leads with a card whose number has one of some remainders."""
        stands = (leads.c.status == LeadStatus.LIVE, leads.c.card_message_id.is_not(None))
        query = select(leads).where(*stands, (leads.c.id % divisor).in_(remainders)).order_by(leads.c.id)
        return [lead_of(row) for row in await self._connection.execute(query)]

    async def with_cards_in(self, channel_id: int) -> list[Lead]:
        """Return the leads whose cards stand in a channel or thread."""
        query = select(leads).where(leads.c.card_channel_id == channel_id).order_by(leads.c.id)
        return [lead_of(row) for row in await self._connection.execute(query)]

    async def expire(self, now: datetime, limit: int) -> list[int]:
        """Mark live leads past their end as expired, and return their ids; other processes skip them."""
        values = {"status": LeadStatus.EXPIRED, "shelf": Shelf.ARCHIVE}
        return await self._mark([leads.c.expires_at <= now], values, limit)

    async def ask_renewals(self, now: datetime, until: datetime, limit: int) -> list[int]:
        """Mark live leads that end by `until` and may live longer as asked, and return their ids."""
        may_live_longer = or_(leads.c.closes_on.is_(None), leads.c.closes_on > func.date(leads.c.expires_at))
        due = [
            leads.c.expires_at > now,
            leads.c.expires_at <= until,
            leads.c.renewal_asked_at.is_(None),
            may_live_longer,
        ]
        return await self._mark(due, {"renewal_asked_at": now}, limit)

    async def _mark(self, due: list[ColumnElement[bool]], values: Mapping[str, object], limit: int) -> list[int]:
        """Change live leads that are due, those that end first, unless another process is at it; return their ids."""
        first = (
            select(leads.c.id)
            .where(leads.c.status == LeadStatus.LIVE, *due)
            .order_by(leads.c.expires_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        marked = update(leads).where(leads.c.id.in_(first)).values(**values).returning(leads.c.id)
        return sorted(await self._connection.scalars(marked))

    async def _update(self, lead_id: int, values: dict[str, object]) -> None:
        await self._connection.execute(update(leads).where(leads.c.id == lead_id).values(**values))
