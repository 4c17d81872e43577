"""Pictures of pay: many members ask at once, and the process stays small."""

import asyncio
import re
from itertools import combinations, islice
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from bot.knowledge.vocabulary import PageKind
from tests.loopback import Loopback
from tests.sockets.processes import BotProcess, fresh_bot_process

AT_ONCE, PICTURES = 32, 200
MOST_MB = 350


@pytest.mark.timeout(420)
async def test_200_pictures_at_32_at_once_keep_the_process_under_350_mb(
    discord: Loopback, tmp_path: Path, library: Library
) -> None:
    base = library.current
    paid = [page.id for page in base.of_kind(PageKind.ROLE) if base.role(page.id).front.pay]
    pairs = list(islice(combinations(paid, 2), PICTURES))
    turns = asyncio.Semaphore(AT_ONCE)

    async def ask(a: str, b: str) -> None:
        async with turns:
            used = await discord.slash(discord.guild, "compare", a=a, b=b)
            assert "wrong" not in str(await used.message(400))
            assert used.callbacks[0]["type"] == 5, "time was asked for before the drawing"

    async with fresh_bot_process(discord, tmp_path) as process:
        await process.start()
        await discord.gateway.ready(1)
        await asyncio.gather(*(ask(*pair) for pair in pairs))
        assert most_mb(process) < MOST_MB
        assert "Traceback" not in process.log


def most_mb(process: BotProcess) -> float:
    """Return the most memory that a process has had in hand."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024
