"""When the gateway breaks off: what was missed comes once, and the bot serves again."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.kit.errors import Misconfigured
from tests.loopback import Loopback
from tests.loopback.interactions import texts
from tests.sockets.conftest import Connected
from tests.sockets.processes import BotProcess, bot_process
from tests.written_pages import write_knowledge

ROLE = "roles/um-medical-director"
Break = Callable[[Loopback], Awaitable[None]]


async def _cut(discord: Loopback) -> None:
    discord.gateway.cut()


async def _ask_to_reconnect(discord: Loopback) -> None:
    await discord.gateway.reconnect()


async def _unknown_error(discord: Loopback) -> None:
    await discord.gateway.close(4000)


async def _session_timed_out(discord: Loopback) -> None:
    await discord.gateway.close(4009)


async def _answered(bot: Connected) -> None:
    used = await bot.discord.slash(bot.guild, "role", name=ROLE)
    assert "Utilization" in texts(await used.message())
    assert len(used.callbacks) == 1


@pytest.mark.parametrize("break_off", [_cut, _ask_to_reconnect, _unknown_error])
async def test_what_was_missed_is_replayed_and_answered_once(bot: Connected, break_off: Break) -> None:
    bot.discord.gateway.open.clear()
    await break_off(bot.discord)
    await bot.discord.gateway.gone()
    missed = await bot.discord.slash(bot.guild, "role", name=ROLE)
    assert missed.callbacks == []
    bot.discord.gateway.open.set()
    assert "Utilization" in texts(await missed.message())
    assert bot.discord.gateway.resumed == [0]
    assert bot.discord.gateway.identified == [(0, 1)]
    await _answered(bot)
    assert len(missed.callbacks) == len(missed.messages) == 1


@pytest.mark.parametrize("break_off", [_cut, _ask_to_reconnect, _session_timed_out])
async def test_a_session_that_cannot_be_resumed_begins_anew(bot: Connected, break_off: Break) -> None:
    bot.discord.gateway.refuse_resumes = 1
    await break_off(bot.discord)
    await bot.discord.gateway.gone()
    await bot.discord.gateway.ready(1)
    await _answered(bot)
    assert bot.discord.gateway.resumed == []
    assert bot.discord.gateway.identified == [(0, 1), (0, 1)]
    assert bot.discord.world.command_puts == 1
    assert [guild.id for guild in bot.client.guilds] == [bot.guild.id]


async def test_a_session_that_began_too_early_begins_again(bot: Connected) -> None:
    bot.discord.gateway.refuse_resumes = bot.discord.gateway.refuse_identifies = 1
    bot.discord.gateway.cut()
    await bot.discord.gateway.gone()
    await bot.discord.gateway.ready(1)
    await _answered(bot)
    assert bot.discord.gateway.identified == [(0, 1)] * 3


async def test_it_breaks_off_again_and_again(bot: Connected) -> None:
    for _ in range(5):
        bot.discord.gateway.cut()
        await bot.discord.gateway.gone()
        await bot.discord.gateway.ready(1)
        await _answered(bot)
    assert bot.discord.gateway.identified == [(0, 1)]


@pytest.fixture
async def process(discord: Loopback, tmp_path: Path, sqlite_url: str) -> AsyncIterator[BotProcess]:
    settings = {"KNOWLEDGE_DIR": str(write_knowledge(tmp_path / "knowledge")), "DATABASE_URL": sqlite_url}
    async with bot_process(discord, tmp_path, **settings) as process:
        await process.start()
        await discord.gateway.ready(1)
        yield process


@pytest.mark.parametrize("code", [4004, 4011])
async def test_what_no_reconnecting_mends_ends_it_with_a_sentence(
    discord: Loopback, process: BotProcess, code: int
) -> None:
    await discord.gateway.close(code)
    assert await process.ended(10) == Misconfigured.exit_code
    assert process.log.splitlines()[-1].startswith(f"Discord closed the connection for good (code {code})")
    assert "Traceback" not in process.log
