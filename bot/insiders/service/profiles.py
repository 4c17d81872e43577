"""What insiders do about themselves: join, pause, come back, leave."""

from collections.abc import Sequence

from bot.insiders.model.errors import NotAnInsider
from bot.insiders.model.profile import HIGHEST_LIMIT, Declared, Insider, Standing
from bot.insiders.service.closing import close_of_insiders
from bot.insiders.service.here import AnsweringHere
from bot.insiders.service.suspended import require_not_suspended
from bot.insiders.storage.insiders import InsiderRepository
from bot.kit.actors import Actor
from bot.kit.clock import Clock
from bot.kit.errors import PageNotFound
from bot.kit.storage.transactions import Storage
from bot.knowledge.topics import LeadPages


class Profiles:
    """Keeps one profile for each member, server and role; nothing in it is proved, and nothing to prove it is asked."""

    def __init__(self, storage: Storage, clock: Clock, pages: LeadPages, here: AnsweringHere) -> None:
        self._storage = storage
        self._clock = clock
        self._pages = pages
        self._here = here

    async def require_welcome(self, actor: Actor) -> None:
        """Raise PausedByReports for somebody whom reports paused."""
        async with self._storage.reading() as unit:
            await require_not_suspended(unit, actor.guild_id, actor.member_id)

    async def join(self, role_id: str, declared: Declared, actor: Actor) -> Insider:
        """Take questions for a role from now on, or with other words; raises PageNotFound and PausedByReports."""
        topic = self._pages.topic(role_id)
        if topic is None or topic.role_id is None:
            raise PageNotFound(role_id)
        async with self._storage.writing() as unit:
            await require_not_suspended(unit, actor.guild_id, actor.member_id)
            stored = await unit[InsiderRepository].put(actor, role_id, declared, self._clock.now())
        await self._here.refresh(actor.guild_id)
        return stored

    async def mine(self, actor: Actor) -> list[Insider]:
        """Return a member's profiles in a server."""
        async with self._storage.reading() as unit:
            return await unit[InsiderRepository].of_member(actor.member_id, actor.guild_id)

    async def set_limit(self, insider_id: int, limit: int, actor: Actor) -> None:
        """Change how many questions a month a member takes in a role; raises NotAnInsider."""
        async with self._storage.writing() as unit:
            limit = min(max(limit, 1), HIGHEST_LIMIT)
            if not await unit[InsiderRepository].set_limit(insider_id, actor.member_id, limit):
                raise NotAnInsider

    async def pause(self, actor: Actor) -> int:
        """Take no questions in a server for now, and close what is open; return in how many roles.

        Raises NotAnInsider.
        """
        async with self._storage.writing() as unit:
            active = [profile for profile in await self._locked(unit[InsiderRepository], actor) if profile.is_active]
            await close_of_insiders(unit, active, self._clock.now())
            await unit[InsiderRepository].stand([profile.id for profile in active], Standing.PAUSED)
        await self._here.refresh(actor.guild_id)
        return len(active)

    async def resume(self, member_id: int, guild_id: int | None = None) -> int:
        """Take questions again, in a server or in all; return in how many roles.

        Raises NotAnInsider and PausedByReports.
        """
        async with self._storage.writing() as unit:
            profiles = await unit[InsiderRepository].of_member(member_id, guild_id, lock=True)
            if not profiles:
                raise NotAnInsider
            for one in {profile.guild_id for profile in profiles}:
                await require_not_suspended(unit, one, member_id)
            back = [profile.id for profile in profiles if not profile.is_active]
            await unit[InsiderRepository].stand(back, Standing.ACTIVE)
        await self._here.refresh(guild_id)
        return len(back)

    async def leave(self, actor: Actor, role_id: str | None = None) -> Sequence[str]:
        """Delete a member's profiles in a server, or the one for a role, and close what is open; return their roles.

        Raises NotAnInsider.
        """
        async with self._storage.writing() as unit:
            profiles = await self._locked(unit[InsiderRepository], actor)
            gone = [profile for profile in profiles if role_id in {None, profile.role_id}]
            if not gone:
                raise NotAnInsider
            await close_of_insiders(unit, gone, self._clock.now())
            await unit[InsiderRepository].delete([profile.id for profile in gone])
        await self._here.refresh(actor.guild_id)
        return [profile.role_id for profile in gone]

    @staticmethod
    async def _locked(insiders: InsiderRepository, actor: Actor) -> list[Insider]:
        profiles = await insiders.of_member(actor.member_id, actor.guild_id, lock=True)
        if not profiles:
            raise NotAnInsider
        return profiles
