"""When a server's next digest comes; called inside the transaction that changes something about it."""

from dataclasses import replace
from datetime import date, datetime

from bot.digest.model.digest import DigestPlan, Pause, may_still_come
from bot.digest.storage import DigestRepository
from bot.kit.local_time import latest_due, local_date, next_due
from bot.kit.storage.transactions import UnitOfWork
from bot.servers.model.notices import OF_DIGESTS, ServerNoticeKind
from bot.servers.model.settings import GuildSettings
from bot.servers.service.notices import clear_notices


async def replan_if_due(unit: UnitOfWork, guild_id: int, old: GuildSettings, new: GuildSettings, now: datetime) -> None:
    """Replan where the change was about the digest."""
    if (old.digest_channel_id, old.time_zone, old.digest_time) != (
        new.digest_channel_id,
        new.time_zone,
        new.digest_time,
    ):
        await replan(unit, guild_id, old, new, now)


async def replan(unit: UnitOfWork, guild_id: int, old: GuildSettings, new: GuildSettings, now: datetime) -> None:
    """Bring a server's plan in line with changed settings.

    A day that was promised and whose time has passed by the change is caught up with, unless it is too late for that.
    """
    plan = await unit[DigestRepository].plan(guild_id)
    if new.digest_channel_id is None:
        await unit[DigestRepository].remove_plan(guild_id)
        await clear_notices(unit, guild_id, *OF_DIGESTS)
        return
    pause, promised = None, None
    if plan is not None:
        promised = local_date(plan.next_at, old.time_zone)
        has_new_channel = old.digest_channel_id != new.digest_channel_id
        pause = None if plan.pause is Pause.CHANNEL and has_new_channel else plan.pause
    if pause is None:
        await clear_notices(unit, guild_id, ServerNoticeKind.DIGEST_PAUSED)
    next_at = await next_moment(unit, guild_id, new, now, promised)
    await unit[DigestRepository].put_plan(DigestPlan(guild_id, next_at, pause))


async def go_on(unit: UnitOfWork, guild_id: int, settings: GuildSettings, now: datetime) -> None:
    """Plan the next digest of a server that gets one; a pause stays."""
    plan = await unit[DigestRepository].plan(guild_id)
    if plan is not None:
        next_at = await next_moment(unit, guild_id, settings, now)
        if next_at != plan.next_at:
            await unit[DigestRepository].put_plan(replace(plan, next_at=next_at))


async def next_moment(
    unit: UnitOfWork, guild_id: int, settings: GuildSettings, now: datetime, promised: date | None = None
) -> datetime:
    """Return when the next digest is due: in the past for one that is owed, else the first day that has none yet."""
    at, zone = settings.digest_time, settings.time_zone
    latest = latest_due(now, at, zone)
    begun = await unit[DigestRepository].get(guild_id, latest.day)
    is_owed = not begun.stands(now) if begun else promised is not None and promised <= latest.day
    if is_owed and may_still_come(latest, begun, now, zone):
        return latest.at
    due = next_due(now, at, zone)
    while (begun := await unit[DigestRepository].get(guild_id, due.day)) is not None and begun.stands(now):
        due = next_due(due.at, at, zone)
    return due.at
