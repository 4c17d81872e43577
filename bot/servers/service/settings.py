"""A server's settings."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TypedDict, Unpack

from bot.kit.actors import Actor
from bot.kit.clock import Clock
from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.servers.model.audit import Act
from bot.servers.model.settings import GuildSettings
from bot.servers.storage.audit import AuditRepository
from bot.servers.storage.lock import ServerLock
from bot.servers.storage.settings import GuildSettingsRepository

SettingsChanged = Callable[[UnitOfWork, int, GuildSettings, GuildSettings, datetime], Awaitable[None]]
"""Called inside the transaction with the server, its settings before and after, and the moment."""


class SettingsChange(TypedDict, total=False):
    """The settings to change; what is not named stays."""

    leads_channel_id: int | None
    queue_channel_id: int | None
    moderator_role_id: int | None
    minimum_membership: timedelta
    report_threshold: int
    reviews_newcomers: bool
    leads_a_day: int
    digest_channel_id: int | None
    time_zone: str
    digest_time: time
    pools_outcomes: bool


class GuildSettingsService:
    """Reads and changes settings; whether the actor may is for the caller to know."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._hooks: list[SettingsChanged] = []

    def when_changed(self, hook: SettingsChanged) -> None:
        """Call something in each transaction that changes settings: what depends on them changes with them."""
        self._hooks.append(hook)

    async def get(self, guild_id: int) -> GuildSettings:
        """Return a server's settings, the defaults where it set nothing."""
        async with self._storage.reading() as unit:
            return await unit[GuildSettingsRepository].get(guild_id)

    async def change(self, actor: Actor, **change: Unpack[SettingsChange]) -> GuildSettings:
        """Change some settings, with an entry in the audit log; raises SettingRefused."""
        async with self._storage.writing() as unit:
            await unit[ServerLock].hold(actor.guild_id)
            old = await unit[GuildSettingsRepository].get(actor.guild_id)
            settings = replace(old, **change)
            settings.require_sound(old)
            now = self._clock.now()
            await unit[GuildSettingsRepository].put(actor.guild_id, settings, now)
            for hook in self._hooks:
                await hook(unit, actor.guild_id, old, settings, now)
            named = ", ".join(sorted(change))
            await unit[AuditRepository].add(actor.guild_id, actor.member_id, Act.SETTINGS_CHANGED, now, detail=named)
        return settings
