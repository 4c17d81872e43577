"""What moderators are to be told: raised with what it is about, told once by the outbox, shown until cleared."""

from bot.kit.storage.transactions import Storage, UnitOfWork
from bot.outbox.storage import OutboxRepository
from bot.servers.model.errands import notice_to_moderators
from bot.servers.model.notices import ServerNotice, ServerNoticeKind
from bot.servers.storage.notices import ServerNoticeRepository


async def raise_notice(unit: UnitOfWork, notice: ServerNotice) -> None:
    """Let moderators be told, unless the server has a notice of that kind already."""
    if await unit[ServerNoticeRepository].put(notice):
        await unit[OutboxRepository].put(notice_to_moderators(notice.guild_id, notice.kind), notice.raised_at)


async def clear_notices(unit: UnitOfWork, guild_id: int, *kinds: ServerNoticeKind) -> None:
    """Remove notices, told or not, because what they say no longer holds."""
    for kind in await unit[ServerNoticeRepository].clear(guild_id, *kinds):
        await unit[OutboxRepository].withdraw(notice_to_moderators(guild_id, kind))


class ServerNoticeService:
    """Gives out what moderators are to be told."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    async def find(self, guild_id: int, kind: ServerNoticeKind) -> ServerNotice | None:
        """Return a server's notice of a kind, or None where it was cleared."""
        async with self._storage.reading() as unit:
            notices = await unit[ServerNoticeRepository].of_server(guild_id)
        return next((notice for notice in notices if notice.kind is kind), None)
