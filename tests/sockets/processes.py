"""The bot as an operator runs it: a process of its own."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests import patience
from tests.loopback import Loopback
from tests.warm_processes import WarmProcess

ROOT = Path(__file__).parents[2]


class BotProcess:
    """`python -m bot run`, or that of another module, with what it logs in a file; it is killed on leaving."""

    def __init__(self, folder: Path, name: str, module: str, environment: dict[str, str], *, fresh: bool) -> None:
        self._module = module
        self._log = folder / f"{name}.log"
        self._folder = folder
        clean = {key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "LANG"}}
        self._environment = {**clean, "PYTHONPATH": str(ROOT), **environment}
        self._fresh = fresh
        self._process: asyncio.subprocess.Process | WarmProcess | None = None

    async def __aenter__(self) -> "BotProcess":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()

    async def start(self) -> None:
        """Start, or start again."""
        self._process = await self._started_freshly() if self._fresh else self._started_warm()

    async def _started_freshly(self) -> asyncio.subprocess.Process:
        with self._log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", self._module, "run"),
                cwd=self._folder,
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    def _started_warm(self) -> WarmProcess:
        command, log = (self._module, "run"), self._log
        return WarmProcess(*command, folder=self._folder, environment=self._environment, output=log, errors=log)

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        assert self._process is not None
        return self._process.pid

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    async def ended(self, seconds: float = patience.SECONDS) -> int:
        """Wait for the end, and return the exit code."""
        assert self._process is not None
        return await asyncio.wait_for(self._process.wait(), seconds)

    async def says(self, words: str, seconds: float = patience.SECONDS) -> None:
        """Wait until it has logged something."""
        async with asyncio.timeout(seconds):
            while True:
                if words in self.log:
                    return
                await asyncio.sleep(0.05)

    async def kill(self) -> None:
        """Kill it as a crash would, if it still runs."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    @property
    def log(self) -> str:
        """Return what it logged."""
        return self._log.read_text() if self._log.exists() else ""


def bot_process(
    discord: Loopback, folder: Path, name: str = "bot", module: str = "bot", **environment: str
) -> BotProcess:
    """Give a bot that goes to the loopback Discord; it begins with all modules imported."""
    return BotProcess(folder, name, module, {**discord.settings, **environment}, fresh=False)


def fresh_bot_process(discord: Loopback, folder: Path) -> BotProcess:
    """Give one that begins as an operator's does: where its beginning or its size are the subject."""
    return BotProcess(folder, "bot", "bot", discord.settings, fresh=True)
