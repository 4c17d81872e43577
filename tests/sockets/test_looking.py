"""What an earlier try posted is found again, by Discord's own rules for reading a channel."""

from datetime import UTC, date, datetime

import discord
import pytest

from bot.digest.ui.items import DigestButton, marker
from bot.kit.ui.finding import find_posted
from tests.loopback.world import Json
from tests.sockets.conftest import Connected

DAY = date(2026, 11, 23)


def digest() -> Json:
    return {"components": [{"type": 1, "components": [DigestButton.to_leads(DAY).to_component_dict()]}]}


@pytest.mark.parametrize(("before", "after"), [(300, 0), (700, 300)])
async def test_a_digest_is_found_where_many_talk(bot: Connected, before: int, after: int) -> None:
    since = datetime.now(UTC)
    place = bot.guild.channels[0]
    channel = bot.client.get_channel(place.id)
    assert isinstance(channel, discord.TextChannel)
    for number in range(before):
        bot.discord.world.post(place, {"content": f"before {number}"})
    assert await find_posted(bot.client, channel, marker(DAY), since) is None
    posted = bot.discord.world.post(place, digest())
    for number in range(after):
        bot.discord.world.post(place, {"content": f"after {number}"})
    found = await find_posted(bot.client, channel, marker(DAY), since)
    assert found is not None
    assert found.id == int(posted["id"])
