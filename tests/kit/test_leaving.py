"""A server that removes the bot is forgotten after a while, and not before."""

from datetime import timedelta

import pytest

from bot.servers.model.settings import GuildSettings
from bot.servers.service.leaving import LeavingService
from bot.servers.service.settings import GuildSettingsService
from tests.fakes import FakeClock
from tests.moderation.desk import Desk, make_desk
from tests.simulated import Server


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    return await make_desk(server, clock)


async def passing(server: Server, clock: FakeClock, time: timedelta) -> None:
    """Let time pass on the clock, and the loop look again as it does each hour."""
    clock.move(time)
    vars(server.client.cogs["ServersUpkeepCog"])["_next"] = 0.0
    await server.env.advance_time(61)


async def kept(server: Server, guild_id: int) -> bool:
    return await server.app.services[GuildSettingsService].get(guild_id) != GuildSettings()


async def test_what_is_kept_of_a_server_goes_thirty_days_after_it_removed_the_bot(
    server: Server, clock: FakeClock, desk: Desk
) -> None:
    guild_id = server.guild.id
    await passing(server, clock, timedelta(days=40))
    assert await kept(server, guild_id), "it is in the server"
    await server.app.services[LeavingService].compare(set(), server.client.serves)
    await passing(server, clock, timedelta(days=40))
    assert await kept(server, guild_id), "it came back in time, for the bot is there now"
    present = server.client.guilds
    type(server.client).guilds = property(lambda _: [guild for guild in present if guild.id != guild_id])  # type: ignore[assignment,method-assign]
    try:
        await passing(server, clock, timedelta(days=1))
        await passing(server, clock, timedelta(days=29))
        assert await kept(server, guild_id)
        await passing(server, clock, timedelta(days=1))
        assert not await kept(server, guild_id)
    finally:
        del type(server.client).guilds
