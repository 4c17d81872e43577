"""Repository: what was reported, and whom reports paused."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from bot.insiders.model.report import Side, Suspension
from bot.insiders.storage.tables import insider_reports, insider_suspensions
from bot.kit.storage.columns import AnyRow
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new

_REPORTS, _SUSPENSIONS = insider_reports.c, insider_suspensions.c


class ReportRepository(Repository):
    """Reports and suspensions of one server each."""

    async def add(  # one parameter for each column
        self, guild_id: int, question_id: int, reporter_id: int, reported_id: int, side: Side, now: datetime
    ) -> bool:
        """Store a report; return whether it is the first of this person about this question."""
        row = {
            "guild_id": guild_id,
            "question_id": question_id,
            "reporter_id": reporter_id,
            "reported_id": reported_id,
            "reported_side": side,
            "at": now,
            "is_settled": False,
        }
        return await insert_new(self._connection, insider_reports, row)

    async def count_reporters(self, guild_id: int, reported_id: int) -> int:
        """Return how many people reported somebody, of what moderators have not settled."""
        about = (_REPORTS.guild_id == guild_id, _REPORTS.reported_id == reported_id, _REPORTS.is_settled.is_(False))
        query = select(func.count(_REPORTS.reporter_id.distinct())).where(*about)
        return await self._connection.scalar(query) or 0

    async def reported(self, guild_id: int) -> list[int]:
        """Return the members whom reports that are not settled are about."""
        query = select(_REPORTS.reported_id).where(_REPORTS.guild_id == guild_id, _REPORTS.is_settled.is_(False))
        return list(await self._connection.scalars(query.distinct()))

    async def settle(self, guild_id: int, reported_id: int) -> None:
        """Let reports about somebody count no more."""
        about = (_REPORTS.guild_id == guild_id, _REPORTS.reported_id == reported_id)
        await self._connection.execute(update(insider_reports).where(*about).values(is_settled=True))

    async def suspend(self, guild_id: int, member_key: bytes, reports: int, now: datetime) -> int | None:
        """Store that reports paused somebody; return its number where it is new."""
        row = {"guild_id": guild_id, "member_key": member_key, "reports": reports, "since": now}
        if not await insert_new(self._connection, insider_suspensions, row):
            return None
        query = select(_SUSPENSIONS.id).where(_SUSPENSIONS.guild_id == guild_id, _SUSPENSIONS.member_key == member_key)
        return await self._connection.scalar(query)

    async def is_suspended(self, guild_id: int, member_key: bytes) -> bool:
        """Return whether reports paused somebody."""
        query = select(_SUSPENSIONS.id).where(_SUSPENSIONS.guild_id == guild_id, _SUSPENSIONS.member_key == member_key)
        return await self._connection.scalar(query) is not None

    async def suspensions(self, guild_id: int) -> list[Suspension]:
        """Return whom reports paused in a server, those first that nobody looked at."""
        query = (
            select(insider_suspensions)
            .where(_SUSPENSIONS.guild_id == guild_id)
            .order_by(_SUSPENSIONS.kept_at.is_not(None), _SUSPENSIONS.id)
        )
        return [_suspension(row) for row in await self._connection.execute(query)]

    async def get(self, suspension_id: int) -> Suspension | None:
        """Return a suspension, or None where it was lifted."""
        query = select(insider_suspensions).where(_SUSPENSIONS.id == suspension_id)
        row = (await self._connection.execute(query)).first()
        return _suspension(row) if row else None

    async def keep(self, suspension_id: int, guild_id: int, now: datetime) -> bool:
        """Record that a suspension stays; return whether the server has it."""
        this = (_SUSPENSIONS.id == suspension_id, _SUSPENSIONS.guild_id == guild_id)
        return (
            await self._connection.execute(update(insider_suspensions).where(*this).values(kept_at=now))
        ).rowcount == 1

    async def lift(self, suspension_id: int, guild_id: int) -> bytes | None:
        """Remove a suspension; return whose it was, as a key, or None where the server has it not."""
        this = (_SUSPENSIONS.id == suspension_id, _SUSPENSIONS.guild_id == guild_id)
        gone = delete(insider_suspensions).where(*this).returning(_SUSPENSIONS.member_key)
        key: bytes | None = await self._connection.scalar(gone)
        return key


def _suspension(row: AnyRow) -> Suspension:
    return Suspension(row.id, row.reports, row.since, row.kept_at)
