"""Repository: what is kept of a server, as a whole, and which servers have removed the bot."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BigInteger, Column, ColumnElement, Table, delete, select, union

from bot.kit.storage.columns import UtcDateTime, metadata
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new

OF_NO_SERVER = frozenset(
    {
        "command_syncs",
        "secrets",
        "page_reviews",
        "followers",
        "last_times",
        "outbox_pauses",
        "answers_judged",
        "quiet_members",
        "pooled_outcome_tables",
        "outcome_months",
    }
)
"""Tables whose rows belong to no server; a test wants every other table to be reached by `rows_of_server`."""

removed_servers = Table(
    "removed_servers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("since", UtcDateTime, nullable=False),
)


def rows_of_server(table: Table, guild_id: int) -> ColumnElement[bool] | None:
    """Return what a server's rows are known by: guild_id, else what they point at; None where they have neither."""
    if table.name in OF_NO_SERVER:
        return None
    if "guild_id" in table.c:
        return table.c.guild_id == guild_id
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
        theirs = rows_of_server(key.column.table, guild_id)
        if theirs is not None:
            return key.parent.in_(select(key.column).where(theirs))
    return None


class LeavingRepository(Repository):
    """Servers as wholes."""

    async def known(self) -> set[int]:
        """Return every server of which anything is kept."""
        having = [table for table in metadata.sorted_tables if "guild_id" in table.c and table is not removed_servers]
        query = union(*(select(table.c.guild_id).where(table.c.guild_id.is_not(None)) for table in having))
        return set(await self._connection.scalars(query))

    async def removed(self, before: datetime | None = None) -> list[int]:
        """Return the servers that removed the bot, or those that did so before a moment."""
        query = select(removed_servers.c.guild_id).order_by(removed_servers.c.since, removed_servers.c.guild_id)
        return list(
            await self._connection.scalars(query if before is None else query.where(removed_servers.c.since <= before))
        )

    async def note_removed(self, guild_id: int, since: datetime) -> bool:
        """Store that a server has removed the bot, unless that is known; return whether it is new."""
        return await insert_new(self._connection, removed_servers, {"guild_id": guild_id, "since": since})

    async def note_back(self, guild_ids: Iterable[int]) -> None:
        """Forget that servers had removed the bot."""
        await self._connection.execute(delete(removed_servers).where(removed_servers.c.guild_id.in_(list(guild_ids))))

    async def delete(self, guild_id: int) -> dict[str, int]:
        """Delete everything of a server; return how many rows of which tables."""
        counts = {}
        for table in reversed(metadata.sorted_tables):
            theirs = rows_of_server(table, guild_id)
            if theirs is None:
                continue
            gone = (await self._connection.execute(delete(table).where(theirs))).rowcount
            if gone and table is not removed_servers:
                counts[table.name] = gone
        return counts
