"""What passes is waited for inside the process; what does not ends it at once."""

import asyncio
import logging
import signal
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.cli.run import NotLetIn
from bot.cli.waiting import LONGEST_WAIT, AskedToStop, DiscordAway, patiently, until_stopped, wait_after
from bot.data.up_to_date import migrate_if_needed
from bot.kit.storage.engines import make_engines
from tests import patience
from tests.databases import Databases
from tests.loopback import Loopback
from tests.sockets.processes import bot_process, fresh_bot_process
from tests.written_pages import write_knowledge

QUICK = 0.01


def failing(times: int, error: Exception, tries: list[int]) -> Callable[[], Awaitable[None]]:
    async def attempt() -> None:
        tries.append(len(tries))
        if len(tries) <= times:
            raise error

    return attempt


def test_waits_double_up_to_a_minute() -> None:
    assert [wait_after(failures) for failures in (1, 2, 3, 6, 7, 8, 5_000)] == [1, 2, 4, 32, 60, 60, LONGEST_WAIT]


async def test_hours_of_failing_are_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    tries: list[int] = []
    told: list[str] = []
    with caplog.at_level(logging.WARNING):
        away = failing(9, DiscordAway("Discord is away."), tries)
        await patiently(asyncio.Event(), away, first_wait=1e-4, told=told.append)
    assert (len(tries), told) == (10, 9 * ["Discord is away."])
    assert caplog.messages == ["Discord is away. I go on trying by myself, at least once a minute."]


async def test_a_wrong_setting_ends_it_at_the_first_try() -> None:
    tries: list[int] = []
    with pytest.raises(NotLetIn):
        await patiently(asyncio.Event(), failing(1, NotLetIn("Discord refuses DISCORD_TOKEN."), tries))
    assert tries == [0]


async def test_who_waits_hears_that_it_is_to_stop() -> None:
    stop, failed = asyncio.Event(), asyncio.Event()

    async def attempt() -> None:
        failed.set()
        raise DiscordAway("Discord is away.")

    waiting = asyncio.create_task(patiently(stop, attempt, first_wait=patience.SECONDS))
    await failed.wait()
    stop.set()
    await asyncio.wait_for(waiting, 5)


async def test_work_that_hangs_is_left_when_it_is_to_stop() -> None:
    stop, canceled = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        stop.set()
        try:
            await asyncio.Event().wait()
        finally:
            canceled.set()

    with pytest.raises(AskedToStop):
        await until_stopped(stop, hang())
    assert canceled.is_set()


async def test_a_database_whose_socket_refuses_and_then_accepts_is_waited_for(
    databases: Databases, caplog: pytest.LogCaptureFixture
) -> None:
    there, tried = await databases.empty(), asyncio.Event()
    with TemporaryDirectory(dir="/tmp") as folder, socket.socket(socket.AF_UNIX) as closed:
        name = Path(folder) / ".s.PGSQL.5432"
        closed.bind(str(name))  # nobody listens, so it refuses

        async def attempt() -> None:
            engines = make_engines(there.set(drivername="postgresql+asyncpg", query={"host": folder}))
            try:
                await migrate_if_needed(engines)
            finally:
                tried.set()
                await engines.dispose()

        waiting = asyncio.create_task(patiently(asyncio.Event(), attempt, first_wait=QUICK))
        await asyncio.wait_for(tried.wait(), patience.SECONDS)
        assert not waiting.done()
        name.unlink()
        name.symlink_to(Path(str(there.query["host"])) / name.name)
        await asyncio.wait_for(waiting, patience.SECONDS)
    [line] = caplog.messages
    assert line.endswith("I go on trying by myself, at least once a minute.")


async def test_discord_is_waited_for_by_the_process_and_its_end_is_heard(tmp_path: Path, sqlite_url: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    pages = write_knowledge(tmp_path / "knowledge")
    later = Loopback(port)
    async with bot_process(later, tmp_path, KNOWLEDGE_DIR=str(pages), DATABASE_URL=sqlite_url) as process:
        await process.start()
        await process.says("I go on trying by myself")
        async with later:
            later.world.add_guilds(1)
            await later.gateway.ready(1)
            process.send(signal.SIGTERM)
            assert await process.ended() == 0
    assert process.log.count("I go on trying by myself") == 1
    assert "Traceback" not in process.log


async def test_sigterm_in_the_first_seconds_is_heard(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = Loopback(closed.getsockname()[1])

        async def end_after(seconds: float) -> None:
            folder = tmp_path / str(seconds)
            folder.mkdir()
            async with fresh_bot_process(nobody, folder) as process:
                await process.start()
                with pytest.raises(TimeoutError):
                    await process.ended(seconds)
                process.send(signal.SIGTERM)
                assert await process.ended(10) == 0
                assert "Traceback" not in process.log

        await asyncio.gather(*map(end_after, (1.6, 3.0)))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_is_heard_before_libraries_are_there_and_none_of_them_can_catch_it(
    tmp_path: Path, number: signal.Signals
) -> None:
    (tmp_path / "typer.py").write_text(
        "import sys, time\nprint('being imported', file=sys.stderr, flush=True)\n"
        "while True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass\n"
    )
    async with fresh_bot_process(Loopback(1), tmp_path) as process:
        await process.start()
        await process.says("being imported")
        process.send(number)
        assert await process.ended() == 0
    assert process.log == "being imported\n"
