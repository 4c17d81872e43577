"""The two bots, each in its own process, each at a loopback Discord of its own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.loopback import Guild, Loopback

ROOT = Path(__file__).parents[2]
_MEGABYTE = 1024 * 1024
_READY_SECONDS = 60.0
_STOP_SECONDS = 15.0
TOLLFREE = ("-m", "bot", "run")


@dataclass
class Side:
    """One bot, the Discord it is connected to, and the server in which its members are."""

    name: str
    discord: Loopback
    process: asyncio.subprocess.Process
    errors: Path

    @property
    def guild(self) -> Guild:
        """Return the first server."""
        return next(iter(self.discord.world.guilds.values()))

    @property
    def megabytes(self) -> float:
        """Return the resident memory of the bot's process."""
        resident: int = psutil.Process(self.process.pid).memory_info().rss
        return resident / _MEGABYTE

    @property
    def cpu_seconds(self) -> float:
        """Return the time that the bot's process has had the processor for: what else runs here counts less in it."""
        times = psutil.Process(self.process.pid).cpu_times()
        return float(times.user + times.system)

    async def says(self, words: str) -> None:
        """Wait until the bot has logged some words, and a second longer; raises TimeoutError."""
        async with asyncio.timeout(_READY_SECONDS):
            while words not in self.errors.read_text():
                self.require_alive()
                await asyncio.sleep(0.2)
        await asyncio.sleep(1)

    def require_alive(self) -> None:
        """Raise RuntimeError with what the bot said where it has ended."""
        if self.process.returncode is not None:
            raise RuntimeError(f"{self.name} ended: {self.errors.read_text()[-2000:]}")


@asynccontextmanager
async def running(name: str, command: Sequence[str], guilds: int, folder: Path, **settings: str) -> AsyncIterator[Side]:
    """Run a bot with so many servers, ready when this is entered."""
    errors = folder / f"{name}.log"
    async with Loopback() as discord:
        discord.world.add_guilds(guilds)
        with errors.open("w") as stderr:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *command,
                cwd=ROOT,
                env={**os.environ, **discord.settings, **settings},
                stdout=stderr,
                stderr=stderr,
            )
        side = Side(name, discord, process, errors)
        try:
            await _ready(side)
            yield side
            side.require_alive()
        finally:
            await _stop(process)


async def _ready(side: Side) -> None:
    """Wait until the bot is connected; raises RuntimeError where it ends before."""
    ready = asyncio.create_task(side.discord.gateway.ready(1, _READY_SECONDS))
    ended = asyncio.create_task(side.process.wait())
    await asyncio.wait({ready, ended}, return_when=asyncio.FIRST_COMPLETED)
    side.require_alive()
    ended.cancel()
    await ready
    await asyncio.sleep(4)  # discord.py waits two seconds for more servers; then come tidying and warming up


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
