"""Blocked domains and posters of a server."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new
from bot.leads.model.blocks import Block
from bot.leads.storage.tables import blocks


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

    async def listed(self, guild_id: int, before_id: int | None, limit: int | None) -> list[Block]:
        """Return a server's blocks, newest first."""
        query = select(blocks).where(blocks.c.guild_id == guild_id)
        if before_id is not None:
            query = query.where(blocks.c.id < before_id)
        rows = await self._connection.execute(query.order_by(blocks.c.id.desc()).limit(limit))
        return [Block(row.id, row.domain, row.lead_id, row.created_at) for row in rows]

    async def remove(self, guild_id: int, block_id: int) -> Block | None:
        """Lift a block, and return it; None where there was none."""
        lifted = delete(blocks).where(blocks.c.guild_id == guild_id, blocks.c.id == block_id).returning(*blocks.c)
        row = (await self._connection.execute(lifted)).first()
        return Block(row.id, row.domain, row.lead_id, row.created_at) if row else None
