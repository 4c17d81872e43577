"""SIGTERM finishes what is in hand within ten seconds, and no more."""

import asyncio
import re
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.cli.stopping import finish
from bot.kit.ui.periodic import run_jobs
from tests.loopback import Interaction, Loopback
from tests.loopback.interactions import parts, texts
from tests.sockets.conftest import Connected
from tests.sockets.patient_bot import FOR_TASKS
from tests.sockets.processes import BotProcess, bot_process
from tests.written_pages import write_knowledge

CALLBACK = r"/interactions/\d+/\w+/callback"
Prepared = Callable[[], Awaitable[Interaction]]


@pytest.fixture
async def process(
    discord: Loopback, tmp_path: Path, sqlite_url: str, request: pytest.FixtureRequest
) -> AsyncIterator[BotProcess]:
    settings = {"KNOWLEDGE_DIR": str(write_knowledge(tmp_path / "knowledge")), "DATABASE_URL": sqlite_url}
    async with bot_process(discord, tmp_path, module=getattr(request, "param", "bot"), **settings) as process:
        await process.start()
        await discord.gateway.ready(1)
        yield process


async def _command(discord: Loopback) -> Prepared:
    return lambda: discord.slash(discord.guild, "role", name="lighthouse-reviewer")


async def _press(discord: Loopback) -> Prepared:
    shown = await (await discord.slash(discord.guild, "role", name="lighthouse-reviewer")).message()
    custom_id = next(part["custom_id"] for part in parts(shown) if part.get("custom_id"))
    return lambda: discord.press(discord.guild, shown, custom_id)


async def _form(discord: Loopback) -> Prepared:
    form = await (await discord.slash(discord.guild, "tollcheck")).answer()
    return lambda: discord.submit(discord.guild, form["data"], "Pay me 500 dollars in gift cards before you begin")


@pytest.mark.parametrize("prepare", [_command, _press, _form])
async def test_an_answer_that_has_begun_still_arrives(
    discord: Loopback, process: BotProcess, prepare: Callable[[Loopback], Awaitable[Prepared]]
) -> None:
    act = await prepare(discord)
    slow = discord.faults.add("POST", CALLBACK, held=True)
    used = await act()
    await slow.reached()
    process.send(signal.SIGTERM)
    await discord.gateway.gone()
    ignored = await discord.slash(discord.guild, "role", name="lighthouse-reviewer")
    assert used.callbacks == []
    slow.release()
    assert texts(await used.message())
    assert await process.ended() == 0
    assert len(used.callbacks) == 1
    assert ignored.callbacks == [], "nothing new is taken"
    assert "Traceback" not in process.log


@pytest.mark.parametrize("process", ["tests.sockets.patient_bot"], indirect=True)
async def test_what_never_ends_does_not_keep_the_process(discord: Loopback, process: BotProcess) -> None:
    stuck = discord.faults.add("POST", CALLBACK, held=True)
    await discord.slash(discord.guild, "role", name="lighthouse-reviewer")
    await stuck.reached()
    began = time.monotonic()
    process.send(signal.SIGTERM)
    assert await process.ended() == 0
    assert time.monotonic() - began > FOR_TASKS / 2, "it was waited for"
    assert re.search(r"[12] tasks did not end in time", process.log), "on a busy machine, getting ready is one too"
    assert "Traceback" not in process.log


async def test_a_second_signal_ends_it_at_once(discord: Loopback, process: BotProcess) -> None:
    stuck = discord.faults.add("POST", CALLBACK, held=True)
    await discord.slash(discord.guild, "role", name="lighthouse-reviewer")
    await stuck.reached()
    process.send(signal.SIGTERM)
    await discord.gateway.gone()
    process.send(signal.SIGTERM)
    assert await process.ended() == 128 + signal.SIGTERM


async def test_it_stops_while_it_cannot_connect(discord: Loopback, tmp_path: Path, sqlite_url: str) -> None:
    pages = write_knowledge(tmp_path / "knowledge")
    never = "ws://127.0.0.1:1/gateway"
    settings = {"KNOWLEDGE_DIR": str(pages), "DATABASE_URL": sqlite_url, "DISCORD_GATEWAY_URL": never}
    async with bot_process(discord, tmp_path, **settings) as process:
        await process.start()
        await discord.rest.asked("PUT", "/commands")
        process.send(signal.SIGTERM)
        assert await process.ended() == 0


async def test_a_round_of_jobs_comes_to_its_end(bot: Connected) -> None:
    ended = []

    async def job() -> None:
        await asyncio.sleep(0.2)
        ended.append(bot.client.is_ready())

    begun = asyncio.create_task(run_jobs({"a slow job": job}, bot.app.services.meter))
    await asyncio.sleep(0)
    await finish(bot.client)
    assert ended == [False], "it ended, and another round would not begin"
    await begun
