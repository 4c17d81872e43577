"""Repositories: reports and closures; votes are counted in `voting`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new
from bot.leads.model.lead import ReportReason
from bot.leads.storage.tables import lead_closures, lead_reports


class ReportRepository(Repository):
    """What members reported."""

    async def add(self, lead_id: int, member_id: int, reason: ReportReason, at: datetime) -> bool:
        """Record a report; return False where the member has reported the lead before."""
        row = {"lead_id": lead_id, "member_id": member_id, "reason": reason, "is_settled": False, "reported_at": at}
        return await insert_new(self._connection, lead_reports, row)

    async def reasons(self, lead_ids: Sequence[int]) -> dict[int, tuple[tuple[ReportReason, int], ...]]:
        """Return how often each reason was given, most frequent first; reports that were settled do not count."""
        times = func.count().label("times")
        query = (
            select(lead_reports.c.lead_id, lead_reports.c.reason, times)
            .where(lead_reports.c.lead_id.in_(lead_ids), lead_reports.c.is_settled.is_(False))
            .group_by(lead_reports.c.lead_id, lead_reports.c.reason)
            .order_by(times.desc(), lead_reports.c.reason)
        )
        found: dict[int, tuple[tuple[ReportReason, int], ...]] = {}
        for row in await self._connection.execute(query):
            found[row.lead_id] = (*found.get(row.lead_id, ()), (ReportReason(row.reason), row.times))
        return found

    async def settle(self, lead_id: int) -> None:
        """Mark all reports as dealt with."""
        await self._connection.execute(
            update(lead_reports).where(lead_reports.c.lead_id == lead_id).values(is_settled=True)
        )


class ClosureRepository(Repository):
    """Who says that a lead is closed."""

    async def toggle(self, lead_id: int, member_id: int, at: datetime) -> bool:
        """Put a closure where there is none, or take it back; return whether it now stands."""
        theirs = lead_closures.c.lead_id == lead_id, lead_closures.c.member_id == member_id
        if (await self._connection.execute(delete(lead_closures).where(*theirs))).rowcount:
            return False
        row = {"lead_id": lead_id, "member_id": member_id, "closed_at": at}
        await self._connection.execute(insert(lead_closures).values(**row))
        return True

    async def has(self, lead_id: int, member_id: int) -> bool:
        """Return whether a member's closure stands."""
        query = select(lead_closures.c.lead_id).where(
            lead_closures.c.lead_id == lead_id, lead_closures.c.member_id == member_id
        )
        return await self._connection.scalar(query) is not None

    async def clear(self, lead_id: int) -> None:
        """Remove all closures of a lead."""
        await self._connection.execute(delete(lead_closures).where(lead_closures.c.lead_id == lead_id))
