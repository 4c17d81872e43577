"""A server with a digest, for tests of the service."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.digest.model.digest import (
    DigestClaim,
)
from bot.digest.model.errands import day_of
from bot.digest.service.digests import DigestService
from bot.kit.actors import CardPlace
from bot.servers.model.notices import ServerNoticeKind
from bot.servers.service.settings import GuildSettingsService
from tests.fakes import FakeClock
from tests.world import GUILD, MODERATOR, World

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
EIGHT_IN_NEW_YORK = datetime(2026, 11, 27, 13, tzinfo=UTC)


@dataclass
class Paper:
    """A server with a digest at eight in New York, and the clock an hour before."""

    world: World
    digests: DigestService
    clock: FakeClock

    async def due(self) -> DigestClaim | None:
        """Claim it as a process does that asks what is due."""
        if GUILD not in await self.digests.due_servers():
            return None
        return await self.digests.claim_due(GUILD)

    async def now(self) -> DigestClaim | None:
        """Claim today's as the outbox does after a moderator asked for it."""
        day = day_of(await self.digests.ask_today(MODERATOR))
        assert day is not None
        return await self.digests.claim_day(GUILD, day)

    async def post(self) -> DigestClaim:
        """Claim and record it."""
        claim = await self.due()
        assert claim is not None
        await self.digests.posted(claim, CardPlace(5, 1000 + claim.digest.local_date.toordinal()))
        return claim

    async def next_at(self) -> datetime:
        """Return when the next is due."""
        plan = (await self.digests.standing(GUILD)).plan
        assert plan is not None
        return plan.next_at

    async def notices(self) -> list[ServerNoticeKind]:
        """Return what moderators are to be told."""
        return [notice.kind for notice in (await self.digests.standing(GUILD)).notices]

    async def change(self, **change: object) -> None:
        """Change settings."""
        await self.world.services[GuildSettingsService].change(MODERATOR, **change)  # type: ignore[arg-type]
