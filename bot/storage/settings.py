"""Repositories: settings of servers, and the bot's own keys."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from bot.domain.guild_settings import GuildSettings
from bot.storage.tables import guild_settings, secrets
from bot.storage.unit_of_work import Repository
from bot.storage.upsert import insert_new, upsert


class GuildSettingsRepository(Repository):
    """Settings by server."""

    async def get(self, guild_id: int) -> GuildSettings:
        """Return a server's settings, the defaults where it set nothing."""
        query = select(guild_settings).where(guild_settings.c.guild_id == guild_id)
        row = (await self._connection.execute(query)).first()
        if row is None:
            return GuildSettings()
        return GuildSettings(
            leads_channel_id=row.leads_channel_id,
            queue_channel_id=row.queue_channel_id,
            moderator_role_id=row.moderator_role_id,
            minimum_membership=timedelta(seconds=row.minimum_membership_seconds),
            report_threshold=row.report_threshold,
            reviews_newcomers=row.reviews_newcomers,
            digest_channel_id=row.digest_channel_id,
            time_zone=row.time_zone,
            digest_time=time(*divmod(row.digest_minute, 60)),
        )

    async def put(self, guild_id: int, settings: GuildSettings, at: datetime) -> None:
        """Store a server's settings in place of earlier ones."""
        row = {
            "guild_id": guild_id,
            "leads_channel_id": settings.leads_channel_id,
            "queue_channel_id": settings.queue_channel_id,
            "moderator_role_id": settings.moderator_role_id,
            "minimum_membership_seconds": int(settings.minimum_membership.total_seconds()),
            "report_threshold": settings.report_threshold,
            "reviews_newcomers": settings.reviews_newcomers,
            "digest_channel_id": settings.digest_channel_id,
            "time_zone": settings.time_zone,
            "digest_minute": settings.digest_time.hour * 60 + settings.digest_time.minute,
            "changed_at": at,
        }
        await upsert(self._connection, guild_settings, row)


class SecretRepository(Repository):
    """Random keys that the bot makes once."""

    async def get(self, name: str) -> bytes | None:
        """Return the stored key, or None."""
        value: bytes | None = await self._connection.scalar(select(secrets.c.value).where(secrets.c.name == name))
        return value

    async def get_or_put(self, name: str, fresh: bytes) -> bytes:
        """Return the stored key; where there is none, store `fresh` and return it."""
        await insert_new(self._connection, secrets, {"name": name, "value": fresh})
        value = await self.get(name)
        assert value is not None, "stored just now"
        return value
