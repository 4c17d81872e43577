"""Block and unblock domains and posters."""

from bot.kit.actors import Actor
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage
from bot.leads.model.blocks import Block
from bot.leads.model.lead import Lead
from bot.leads.service.poster_keys import key_to_block
from bot.leads.storage.blocks import BlockRepository
from bot.moderation.model import BlockNotFound, NoLink
from bot.moderation.service.deciding import rejected, undecided, undecided_or_live
from bot.servers.model.audit import Act
from bot.servers.storage.audit import AuditRepository


class BlockService:
    """Blocks domains and posters. Whether the actor is a moderator is for the caller to know."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def block_domain(self, lead_id: int, actor: Actor, seen: str | None = None) -> Lead:
        """Block the domain of a lead that waits, and refuse the lead; `seen` is the version that was read.

        Raises NoLink, AlreadyDecided and TextChanged.
        """
        async with self._storage.writing() as unit:
            lead = await undecided(unit, lead_id, actor, seen)
            domain = lead.content.link_domain
            if domain is None:
                raise NoLink
            await unit[BlockRepository].put_domain(lead.guild_id, domain, lead.id, actor.member_id, self._clock.now())
            return await rejected(unit, lead, actor, Act.BLOCKED_DOMAIN, domain, self._clock.now())

    async def block_domain_named(self, domain: str, actor: Actor) -> None:
        """Block a registrable domain; leads that are live stay."""
        async with self._storage.writing() as unit:
            now = self._clock.now()
            await unit[BlockRepository].put_domain(actor.guild_id, domain, None, actor.member_id, now)
            await unit[AuditRepository].add(actor.guild_id, actor.member_id, Act.BLOCKED_DOMAIN, now, detail=domain)

    async def block_poster(self, lead_id: int, actor: Actor, *, or_live: bool = False) -> Lead:
        """Take no more leads from the poster of a lead that waits, and refuse it; nobody learns who that is.

        `or_live` takes down one that is live as well. Raises AlreadyDecided.
        """
        async with self._storage.writing() as unit:
            lead = await (undecided_or_live if or_live else undecided)(unit, lead_id, actor)
            if lead.poster_id is not None:
                key = await key_to_block(unit, lead.guild_id, lead.poster_id)
                await unit[BlockRepository].put_poster(lead.guild_id, key, lead.id, actor.member_id, self._clock.now())
            return await rejected(unit, lead, actor, Act.BLOCKED_POSTER, None, self._clock.now())

    async def blocks(self, guild_id: int, *, before_id: int | None = None, limit: int | None = None) -> list[Block]:
        """Return a server's blocks, newest first; all of them without a limit."""
        async with self._storage.reading() as unit:
            return await unit[BlockRepository].listed(guild_id, before_id, limit)

    async def unblock(self, block_id: int, actor: Actor) -> Block:
        """Lift a block; raises BlockNotFound."""
        async with self._storage.writing() as unit:
            block = await unit[BlockRepository].remove(actor.guild_id, block_id)
            if block is None:
                raise BlockNotFound
            now = self._clock.now()
            await unit[AuditRepository].add(
                actor.guild_id, actor.member_id, Act.UNBLOCKED, now, lead_id=block.lead_id, detail=block.domain
            )
        return block
