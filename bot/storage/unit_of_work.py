"""Transactions over the repositories."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.errors import StorageUnavailable
from bot.domain.votes import Press
from bot.services.ports.voting import Outcome, VoteRule
from bot.storage.availability import CONNECTING_FAILED, plain_unavailability, reason_of
from bot.storage.command_syncs import CommandSyncRepository
from bot.storage.digests import DigestRepository
from bot.storage.engines import Engines
from bot.storage.follows import FollowerRepository, FollowRepository
from bot.storage.gaps import GapRepository
from bot.storage.leads import LeadRepository
from bot.storage.members import MemberRepository
from bot.storage.news import NewsRepository
from bot.storage.notices import NoticeRepository
from bot.storage.page_reviews import PageReviewRepository
from bot.storage.review import AuditRepository, BlockRepository, UnsealingRepository
from bot.storage.server_notices import ServerNoticeRepository
from bot.storage.settings import GuildSettingsRepository, SecretRepository
from bot.storage.votes import ClosureRepository, ReportRepository
from bot.storage.voting import CoreBallots, cast_votes
from bot.storage.voting_sqlite import FileVotes


@dataclass(frozen=True, slots=True)
class SqlUnitOfWork:
    """The repositories of one transaction."""

    command_syncs: CommandSyncRepository
    leads: LeadRepository
    reports: ReportRepository
    closures: ClosureRepository
    notices: NoticeRepository
    blocks: BlockRepository
    audit: AuditRepository
    unsealings: UnsealingRepository
    guild_settings: GuildSettingsRepository
    members: MemberRepository
    secrets: SecretRepository
    gaps: GapRepository
    digests: DigestRepository
    server_notices: ServerNoticeRepository
    page_reviews: PageReviewRepository
    follows: FollowRepository
    followers: FollowerRepository
    news: NewsRepository


class SqlStorage:
    """Implements `bot.services.ports.Storage` on SQLite or PostgreSQL."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._file_votes = FileVotes(engines.for_votes) if engines.for_votes else None
        self._turn = asyncio.Lock()
        """Held while writing to SQLite, which has one writer: waiting here costs less than waiting for the file."""

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqlUnitOfWork]:
        """Open a transaction that may not write; raises StorageUnavailable."""
        with plain_unavailability(writing=False):
            async with _connected(self._engines.reader, writing=False) as connection:
                yield _unit(connection)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[SqlUnitOfWork]:
        """Open a transaction that may write; it commits on leaving, and rolls back on an exception.

        Raises StorageUnavailable.
        """
        with plain_unavailability(writing=True):
            async with self._writing_turn(), self._write() as connection:
                yield _unit(connection)

    async def cast(self, presses: Sequence[Press], rule: VoteRule, at: datetime) -> list[Outcome]:
        """Count presses of vote buttons in one transaction.

        Raises StorageUnavailable.
        """
        with plain_unavailability(writing=True):
            async with self._writing_turn():
                if self._file_votes is not None:
                    return await self._file_votes.cast(presses, rule, at)
                async with self._write() as connection:
                    return await connection.run_sync(lambda sync: cast_votes(CoreBallots(sync), presses, rule, at))

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[AsyncConnection]:
        async with _connected(self._engines.writer, writing=True) as connection, connection.begin():
            yield connection

    def _writing_turn(self) -> AbstractAsyncContextManager[None]:
        return self._turn if self._file_votes else nullcontext()

    async def ping(self) -> None:
        """Ask the database for nothing; raises what the driver raises where it does not answer."""
        async with self._engines.reader.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close all connections."""
        if self._file_votes is not None:
            self._file_votes.close()
        await self._engines.dispose()


@asynccontextmanager
async def _connected(engine: AsyncEngine, *, writing: bool) -> AsyncIterator[AsyncConnection]:
    """Give a connection; whatever goes wrong before there is one means that the database is away."""
    async with AsyncExitStack() as stack:
        try:
            connection = await stack.enter_async_context(engine.connect())
        except CONNECTING_FAILED as error:
            raise StorageUnavailable(reason_of(error), writing=writing) from error
        yield connection


def _unit(connection: AsyncConnection) -> SqlUnitOfWork:
    return SqlUnitOfWork(
        command_syncs=CommandSyncRepository(connection),
        leads=LeadRepository(connection),
        reports=ReportRepository(connection),
        closures=ClosureRepository(connection),
        notices=NoticeRepository(connection),
        blocks=BlockRepository(connection),
        audit=AuditRepository(connection),
        unsealings=UnsealingRepository(connection),
        guild_settings=GuildSettingsRepository(connection),
        members=MemberRepository(connection),
        secrets=SecretRepository(connection),
        gaps=GapRepository(connection),
        digests=DigestRepository(connection),
        server_notices=ServerNoticeRepository(connection),
        page_reviews=PageReviewRepository(connection),
        follows=FollowRepository(connection),
        followers=FollowerRepository(connection),
        news=NewsRepository(connection),
    )
