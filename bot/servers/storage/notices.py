"""Repository: what moderators are to be told."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    String,
    Table,
    delete,
    select,
)

from bot.kit.storage.columns import UtcDateTime, metadata, one_of
from bot.kit.storage.transactions import Repository
from bot.kit.storage.upsert import insert_new
from bot.servers.model.notices import ServerNotice, ServerNoticeKind

server_notices = Table(
    "server_notices",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(20), primary_key=True),
    Column("detail", String(500), nullable=False),
    Column("raised_at", UtcDateTime, nullable=False),
    one_of("kind", ServerNoticeKind),
    sqlite_with_rowid=False,
)


_SAID = (
    server_notices.c.guild_id,
    server_notices.c.kind,
    server_notices.c.detail,
    server_notices.c.raised_at,
)


class ServerNoticeRepository(Repository):
    """What moderators are to be told."""

    async def put(self, notice: ServerNotice) -> bool:
        """Store a notice unless the server has one of its kind; return whether it is new."""
        row = {
            "guild_id": notice.guild_id,
            "kind": notice.kind,
            "detail": notice.detail[:500],
            "raised_at": notice.raised_at,
        }
        return await insert_new(self._connection, server_notices, row)

    async def clear(self, guild_id: int, *kinds: ServerNoticeKind) -> list[ServerNoticeKind]:
        """Remove notices; return which there were."""
        theirs = (server_notices.c.guild_id == guild_id, server_notices.c.kind.in_(kinds))
        gone = delete(server_notices).where(*theirs).returning(server_notices.c.kind)
        return [ServerNoticeKind(kind) for kind in await self._connection.scalars(gone)]

    async def of_server(self, guild_id: int) -> list[ServerNotice]:
        """Return a server's notices."""
        query = select(*_SAID).where(server_notices.c.guild_id == guild_id).order_by(server_notices.c.kind)
        return [_notice(*row) for row in await self._connection.execute(query)]


def _notice(guild_id: int, kind: str, detail: str, raised_at: datetime) -> ServerNotice:
    return ServerNotice(guild_id, ServerNoticeKind(kind), detail, raised_at)
