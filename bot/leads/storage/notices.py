"""Repository: what is still to be told."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, tuple_, update

from bot.kit.clock import EPOCH
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import upsert
from bot.leads.model.notices import NoticeKind, StoredNotice
from bot.leads.storage.tables import lead_notices


class NoticeRepository(Repository):
    """What is still to be told."""

    async def put(self, lead_ids: Sequence[int], kind: NoticeKind, reason: str | None = None) -> None:
        """Store notices; one of the same kind that is not told yet is replaced."""
        for lead_id in lead_ids:
            row = {"lead_id": lead_id, "kind": kind, "reason": reason, "claimed_until": EPOCH}
            await upsert(self._connection, lead_notices, row)

    async def claim(
        self, kinds: Sequence[NoticeKind], now: datetime, until: datetime, limit: int
    ) -> list[StoredNotice]:
        """Take notices for oneself until a moment; those that others hold are skipped."""
        key = tuple_(lead_notices.c.lead_id, lead_notices.c.kind)
        due = (
            select(lead_notices.c.lead_id, lead_notices.c.kind)
            .where(lead_notices.c.kind.in_(kinds), lead_notices.c.claimed_until <= now)
            .order_by(lead_notices.c.claimed_until, lead_notices.c.lead_id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        claimed = update(lead_notices).where(key.in_(due)).values(claimed_until=until).returning(*lead_notices.c)
        rows = await self._connection.execute(claimed)
        return sorted(
            (StoredNotice(row.lead_id, NoticeKind(row.kind), row.reason) for row in rows),
            key=lambda notice: notice.lead_id,
        )

    async def release(self, lead_id: int, kind: NoticeKind, now: datetime) -> None:
        """Let others take a claimed notice from now on."""
        free = (
            update(lead_notices)
            .where(lead_notices.c.lead_id == lead_id, lead_notices.c.kind == kind)
            .values(claimed_until=now)
        )
        await self._connection.execute(free)

    async def remove(self, lead_id: int, kind: NoticeKind) -> None:
        """Remove a notice that was told."""
        gone = delete(lead_notices).where(lead_notices.c.lead_id == lead_id, lead_notices.c.kind == kind)
        await self._connection.execute(gone)
