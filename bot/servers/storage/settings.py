"""Repositories: settings of servers, and the bot's own keys."""

from datetime import datetime, time, timedelta

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Integer, String, Table, false, select

from bot.kit.storage.columns import UtcDateTime, metadata
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import upsert
from bot.servers.model.settings import GuildSettings

guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("leads_channel_id", BigInteger),
    Column("queue_channel_id", BigInteger),
    Column("moderator_role_id", BigInteger),
    Column("minimum_membership_seconds", Integer, nullable=False),
    Column("report_threshold", Integer, nullable=False),
    Column("reviews_newcomers", Boolean, nullable=False),
    Column("leads_a_day", Integer, nullable=False, server_default="10"),
    Column("digest_channel_id", BigInteger),
    Column("time_zone", String(64), nullable=False, server_default="America/New_York"),
    Column("digest_minute", Integer, nullable=False, server_default="480"),
    Column("pools_outcomes", Boolean, nullable=False, server_default=false()),
    Column("changed_at", UtcDateTime, nullable=False),
    CheckConstraint("minimum_membership_seconds BETWEEN 0 AND 31536000", name="minimum_membership"),
    CheckConstraint("report_threshold BETWEEN 1 AND 50", name="report_threshold"),
    CheckConstraint("leads_a_day BETWEEN 1 AND 100", name="leads_a_day"),
    CheckConstraint("digest_minute BETWEEN 0 AND 1439", name="digest_minute"),
)


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
            leads_a_day=row.leads_a_day,
            digest_channel_id=row.digest_channel_id,
            time_zone=row.time_zone,
            digest_time=time(*divmod(row.digest_minute, 60)),
            pools_outcomes=row.pools_outcomes,
        )

    async def pooling(self) -> set[int]:
        """Return the servers that pool what searches came to."""
        query = select(guild_settings.c.guild_id).where(guild_settings.c.pools_outcomes)
        return set(await self._connection.scalars(query))

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
            "leads_a_day": settings.leads_a_day,
            "digest_channel_id": settings.digest_channel_id,
            "time_zone": settings.time_zone,
            "digest_minute": settings.digest_time.hour * 60 + settings.digest_time.minute,
            "pools_outcomes": settings.pools_outcomes,
            "changed_at": at,
        }
        await upsert(self._connection, guild_settings, row)
