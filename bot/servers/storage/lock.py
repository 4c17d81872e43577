"""One at a time in a server, for what must not happen twice at once."""

from sqlalchemy import func, select

from bot.kit.storage.transactions import Repository


class ServerLock(Repository):
    """Keeps others who hold it for the same server waiting."""

    async def hold(self, guild_id: int) -> None:
        """Let nobody else in for the same server until the transaction ends; SQLite has but one writer anyway."""
        if self._connection.dialect.name == "postgresql":
            await self._connection.execute(select(func.pg_advisory_xact_lock(guild_id)))
