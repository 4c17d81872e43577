"""What moderators did, for the audit log."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    String,
    Table,
    insert,
    select,
)

from bot.kit.storage.columns import UtcDateTime, WhenForgotten, lead_that_may_go, member_id, metadata, new_id, one_of
from bot.kit.storage.transactions import Repository
from bot.servers.model.audit import Act, AuditEntry

audit_log = Table(
    "audit_log",
    metadata,
    new_id(),
    Column("guild_id", BigInteger, nullable=False),
    Column("act", String(20), nullable=False),
    member_id("moderator_id", when_forgotten=WhenForgotten.UNLINKED, index=True),
    lead_that_may_go(),
    Column("detail", String(500)),
    Column("at", UtcDateTime, nullable=False),
    one_of("act", Act),
    sqlite_autoincrement=True,
)
Index("ix_audit_log_guild", audit_log.c.guild_id, audit_log.c.id)

_DECISIONS = (Act.APPROVED, Act.REJECTED, Act.BLOCKED_DOMAIN, Act.BLOCKED_POSTER)


class AuditRepository(Repository):
    """What moderators did."""

    async def add(
        self,
        guild_id: int,
        moderator_id: int,
        act: Act,
        at: datetime,
        *,
        lead_id: int | None = None,
        detail: str | None = None,
    ) -> None:
        """Record an act."""
        row = {"guild_id": guild_id, "moderator_id": moderator_id, "act": act, "at": at}
        await self._connection.execute(insert(audit_log).values(**row, lead_id=lead_id, detail=detail))

    async def last_decision(self, lead_id: int) -> Act | None:
        """Return what was decided last about a lead."""
        query = (
            select(audit_log.c.act)
            .where(audit_log.c.lead_id == lead_id, audit_log.c.act.in_(_DECISIONS))
            .order_by(audit_log.c.id.desc())
            .limit(1)
        )
        act = await self._connection.scalar(query)
        return Act(act) if act else None

    async def entries(self, guild_id: int, before_id: int | None, limit: int) -> list[AuditEntry]:
        """Return a server's entries, newest first."""
        query = select(audit_log).where(audit_log.c.guild_id == guild_id)
        if before_id is not None:
            query = query.where(audit_log.c.id < before_id)
        rows = await self._connection.execute(query.order_by(audit_log.c.id.desc()).limit(limit))
        return [AuditEntry(row.id, row.at, Act(row.act), row.moderator_id, row.lead_id, row.detail) for row in rows]
