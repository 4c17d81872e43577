"""Repository: what moderators are to be told."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    String,
    Table,
    delete,
    select,
    update,
)

from bot.kit.clock import EPOCH
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
    Column("told_at", UtcDateTime),
    Column("claimed_until", UtcDateTime, nullable=False),
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

    async def put(self, notice: ServerNotice) -> None:
        """Store a notice unless the server has one of its kind, told or not."""
        row = {
            "guild_id": notice.guild_id,
            "kind": notice.kind,
            "detail": notice.detail[:500],
            "raised_at": notice.raised_at,
            "claimed_until": EPOCH,
        }
        await insert_new(self._connection, server_notices, row)

    async def clear(self, guild_id: int, *kinds: ServerNoticeKind) -> None:
        """Remove notices, because what they say no longer holds."""
        gone = delete(server_notices).where(server_notices.c.guild_id == guild_id, server_notices.c.kind.in_(kinds))
        await self._connection.execute(gone)

    async def of_server(self, guild_id: int) -> list[ServerNotice]:
        """Return a server's notices, told or not."""
        query = select(*_SAID).where(server_notices.c.guild_id == guild_id).order_by(server_notices.c.kind)
        return [_notice(*row) for row in await self._connection.execute(query)]

    async def waiting(self, now: datetime, limit: int) -> list[ServerNotice]:
        """Return notices that are not told and that nobody holds."""
        query = select(*_SAID).where(*_free(now)).order_by(server_notices.c.raised_at).limit(limit)
        return [_notice(*row) for row in await self._connection.execute(query)]

    async def claim(self, notice: ServerNotice, now: datetime, until: datetime) -> bool:
        """Take a notice for oneself until a moment; return False where somebody else was faster."""
        claimed = update(server_notices).where(*_is(notice), *_free(now)).values(claimed_until=until)
        return (await self._connection.execute(claimed)).rowcount == 1

    async def told(self, notice: ServerNotice, at: datetime) -> None:
        """Record that a notice was told."""
        await self._connection.execute(update(server_notices).where(*_is(notice)).values(told_at=at))


def _is(notice: ServerNotice) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return server_notices.c.guild_id == notice.guild_id, server_notices.c.kind == notice.kind


def _free(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return server_notices.c.told_at.is_(None), server_notices.c.claimed_until <= now


def _notice(guild_id: int, kind: str, detail: str, raised_at: datetime) -> ServerNotice:
    return ServerNotice(guild_id, ServerNoticeKind(kind), detail, raised_at)
