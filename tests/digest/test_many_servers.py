"""Many servers have one digest minute: so many a minute are begun, each once, and all come within the hour."""

from datetime import timedelta

from bot.digest.model.digest import DigestPlan
from bot.digest.storage import DigestRepository
from bot.kit.actors import CardPlace
from bot.outbox.service import Outbox
from bot.servers.model.settings import GuildSettings
from bot.servers.storage.settings import GuildSettingsRepository
from tests.digest.papers import EIGHT_IN_NEW_YORK, HOUR, Paper

SERVERS = range(2000, 2050)
A_MINUTE = 8
"""50 at 8 a minute are as 2,500 at 400, which `make bench-digests` has a whole bot post."""


async def test_servers_with_one_minute_are_begun_some_a_minute_each_once_and_all_within_the_hour(paper: Paper) -> None:
    await paper.change(digest_channel_id=None)
    outbox, clock = Outbox(paper.world.storage, paper.clock), paper.clock
    async with paper.world.storage.writing() as unit:
        for guild_id in SERVERS:
            await unit[GuildSettingsRepository].put(guild_id, GuildSettings(digest_channel_id=5), clock.now())
            await unit[DigestRepository].put_plan(DigestPlan(guild_id, EIGHT_IN_NEW_YORK))
    clock.move(HOUR)
    assert clock.now() == EIGHT_IN_NEW_YORK
    begun: list[list[int]] = []
    while asked := await paper.digests.ask_due(lambda _: True, A_MINUTE):
        jobs = await outbox.claim(50)
        assert len(jobs) == asked, "what was asked for is all there is to do"
        for job in jobs:
            claim = await paper.digests.claim_due(int(job.errand.subject))
            assert claim is not None
            await paper.digests.posted(claim, CardPlace(5, claim.digest.guild_id))
            await outbox.done(job)
        begun.append([int(job.errand.subject) for job in jobs])
        clock.move(timedelta(minutes=1))
    assert sorted(guild_id for some in begun for guild_id in some) == list(SERVERS)
    assert [len(some) for some in begun] == [8, 8, 8, 8, 8, 8, 2]
