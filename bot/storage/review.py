"""Repositories: blocks, the audit log, wishes to unseal."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select

from bot.domain.review import Act, AuditEntry, Block
from bot.storage.tables import audit_log, blocks, unseal_wishes
from bot.storage.unit_of_work import Repository
from bot.storage.upsert import insert_new

_MOST_BLOCKS = 100
_DECISIONS = (Act.APPROVED, Act.REJECTED, Act.BLOCKED_DOMAIN, Act.BLOCKED_POSTER)


class BlockRepository(Repository):
    """Blocked domains and posters of a server."""

    async def put_domain(
        self, guild_id: int, domain: str, lead_id: int | None, moderator_id: int, at: datetime
    ) -> None:
        """Block a domain; blocking it again changes nothing."""
        row = {"guild_id": guild_id, "domain": domain, "lead_id": lead_id}
        await insert_new(self._connection, blocks, {**row, "moderator_id": moderator_id, "created_at": at})

    async def put_poster(self, guild_id: int, key: bytes, lead_id: int, moderator_id: int, at: datetime) -> None:
        """Block a poster by the keyed hash of their id; blocking again changes nothing."""
        row = {"guild_id": guild_id, "poster_key": key, "lead_id": lead_id}
        await insert_new(self._connection, blocks, {**row, "moderator_id": moderator_id, "created_at": at})

    async def has_domain(self, guild_id: int, domain: str) -> bool:
        """Return whether a domain is blocked."""
        query = select(blocks.c.id).where(blocks.c.guild_id == guild_id, blocks.c.domain == domain)
        return await self._connection.scalar(query) is not None

    async def has_poster(self, guild_id: int, key: bytes) -> bool:
        """Return whether a poster is blocked."""
        query = select(blocks.c.id).where(blocks.c.guild_id == guild_id, blocks.c.poster_key == key)
        return await self._connection.scalar(query) is not None

    async def all(self, guild_id: int) -> list[Block]:
        """Return a server's blocks, newest first, at most 100."""
        query = select(blocks).where(blocks.c.guild_id == guild_id).order_by(blocks.c.id.desc()).limit(_MOST_BLOCKS)
        rows = await self._connection.execute(query)
        return [Block(row.id, row.domain, row.lead_id, row.created_at) for row in rows]

    async def remove(self, guild_id: int, block_id: int) -> Block | None:
        """Lift a block, and return it; None where there was none."""
        lifted = delete(blocks).where(blocks.c.guild_id == guild_id, blocks.c.id == block_id).returning(*blocks.c)
        row = (await self._connection.execute(lifted)).first()
        return Block(row.id, row.domain, row.lead_id, row.created_at) if row else None


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


class UnsealingRepository(Repository):
    """Which moderators asked to unseal which lead."""

    async def add(self, lead_id: int, moderator_id: int, at: datetime) -> int:
        """Record a moderator's wish, once each; return how many different ones there are."""
        row = {"lead_id": lead_id, "moderator_id": moderator_id, "wished_at": at}
        await insert_new(self._connection, unseal_wishes, row)
        query = select(func.count()).where(unseal_wishes.c.lead_id == lead_id)
        return await self._connection.scalar(query) or 0
