"""Repository: what may be new to those who follow a page."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import case, or_, select

from bot.following.model import LeadsWanted
from bot.kit.storage.transactions import Repository
from bot.leads.model.lead import Lead, Shelf
from bot.leads.storage.rows import lead_of
from bot.leads.storage.tables import leads
from bot.pages.storage import page_reviews


class NewsRepository(Repository):
    """What may be new."""

    async def leads(self, wanted: LeadsWanted, now: datetime, limit: int) -> list[Lead]:
        """Return live leads that were posted in a span of time, newest first."""
        query = (
            select(leads)
            .where(
                leads.c.guild_id == wanted.guild_id,
                leads.c.shelf == Shelf.LIVE,
                leads.c.posted_at > wanted.since,
                leads.c.posted_at <= wanted.until,
                # not a plain comparison: SQLite would take the index on this column, and then sort by hand
                case((leads.c.expires_at > now, 1), else_=0) == 1,
                or_(leads.c.role_id.in_(sorted(wanted.role_ids)), leads.c.sector_id.in_(sorted(wanted.sector_ids))),
                leads.c.poster_id.is_distinct_from(wanted.not_by),
            )
            .order_by(leads.c.posted_at.desc(), leads.c.id.desc())
            .limit(limit)
        )
        return [lead_of(row) for row in await self._connection.execute(query)]

    async def reviewed(
        self, page_ids: Collection[str], since: datetime, until: datetime
    ) -> Sequence[tuple[str, datetime]]:
        """Return the pages that were newly reviewed in a span of time, and when that was seen."""
        query = select(page_reviews.c.page_id, page_reviews.c.seen_at).where(
            page_reviews.c.seen_at > since,
            page_reviews.c.seen_at <= until,
            page_reviews.c.page_id.in_(sorted(page_ids)),
        )
        return [(row.page_id, row.seen_at) for row in await self._connection.execute(query)]
