"""A frame that cannot be read ends neither the connection nor the process."""

import pytest

from tests.loopback.interactions import texts
from tests.sockets.conftest import Connected

ROLE = "roles/um-medical-director"
ODD = {
    "no JSON": b"{this is no JSON",
    "no object": b"[1, 2, 3]",
    "nothing": b"null",
    "an interaction without anything": b'{"op": 0, "s": 99, "t": "INTERACTION_CREATE", "d": {}}',
    "an event that is a number": b'{"op": 0, "s": 100, "t": "GUILD_UPDATE", "d": 7}',
    "an event that nobody knows": b'{"op": 0, "s": 101, "t": "SOMETHING_NEW", "d": {"a": 1}}',
    "a greeting without its interval": b'{"op": 10, "d": {}}',
}


@pytest.mark.parametrize("frame", ODD.values(), ids=ODD)
async def test_what_cannot_be_read_is_left_out_and_the_next_command_is_answered(bot: Connected, frame: bytes) -> None:
    [connection] = bot.discord.gateway._connections()
    await connection.send(frame)
    used = await bot.discord.slash(bot.guild, "role", name=ROLE)
    assert "Utilization" in texts(await used.message())
    assert bot.discord.gateway.identified == [(0, 1)], "the connection stayed"


async def test_a_damaged_stream_is_left_for_a_new_session(bot: Connected, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.kit.ui.frames._PAUSE_SECONDS", 0.01)
    [connection] = bot.discord.gateway._connections()
    await connection._socket.send_bytes(b"\x00\x01\x02 no zlib at all \x00\x00\xff\xff")
    await bot.discord.gateway.gone()
    await bot.discord.gateway.ready(1)
    used = await bot.discord.slash(bot.guild, "role", name=ROLE)
    assert "Utilization" in texts(await used.message())
