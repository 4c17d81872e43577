"""Fixtures for what followers are told."""

import pytest

from tests.fakes import FakeClock
from tests.following.told import Elsewhere
from tests.moderation.desk import Desk, make_desk
from tests.simulated import Server


@pytest.fixture
async def desk(server: Server, clock: FakeClock) -> Desk:
    desk = await make_desk(server, clock)
    await desk.change({"reviews_newcomers": False})
    return desk


@pytest.fixture
def elsewhere(desk: Desk) -> Elsewhere:
    guild = desk.server.env.create_guild("Second home")
    channel = guild.create_text_channel("general")
    return Elsewhere(guild, channel, guild.add_member(desk.server.member.user))
