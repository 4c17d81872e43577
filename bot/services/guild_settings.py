"""A server's settings."""

from dataclasses import replace
from datetime import time, timedelta
from typing import TypedDict, Unpack

from bot.domain.guild_settings import GuildSettings
from bot.domain.leads import Actor
from bot.domain.review import Act
from bot.services.clock import Clock
from bot.services.digest_planning import replan
from bot.storage.leads import LeadRepository
from bot.storage.review import AuditRepository
from bot.storage.settings import GuildSettingsRepository
from bot.storage.unit_of_work import Storage

_ABOUT_DIGESTS = {"digest_channel_id", "time_zone", "digest_time"}


class SettingsChange(TypedDict, total=False):
    """The settings to change; what is not named stays."""

    leads_channel_id: int | None
    queue_channel_id: int | None
    moderator_role_id: int | None
    minimum_membership: timedelta
    report_threshold: int
    reviews_newcomers: bool
    digest_channel_id: int | None
    time_zone: str
    digest_time: time


class GuildSettingsService:
    """Reads and changes settings; whether the actor may is for the caller to know."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def get(self, guild_id: int) -> GuildSettings:
        """Return a server's settings, the defaults where it set nothing."""
        async with self._storage.reading() as unit:
            return await unit[GuildSettingsRepository].get(guild_id)

    async def change(self, actor: Actor, **change: Unpack[SettingsChange]) -> GuildSettings:
        """Change some settings, with an entry in the audit log; raises SettingRefused."""
        async with self._storage.writing() as unit:
            await unit[LeadRepository].lock_guild(actor.guild_id)
            old = await unit[GuildSettingsRepository].get(actor.guild_id)
            settings = replace(old, **change)
            settings.require_sound()
            now = self._clock.now()
            await unit[GuildSettingsRepository].put(actor.guild_id, settings, now)
            if change.keys() & _ABOUT_DIGESTS:
                await replan(unit, actor.guild_id, old, settings, now)
            named = ", ".join(sorted(change))
            await unit[AuditRepository].add(actor.guild_id, actor.member_id, Act.SETTINGS_CHANGED, now, detail=named)
        return settings
