"""Processes of the bot that need not import it: each is forked from one that has.

Every worker of the tests starts that one once. They are processes like others, with environment, folder, output and
signals of their own; how one begins is tested elsewhere.
"""

import asyncio
import multiprocessing
import os
import resource
import runpy
import signal
import sys
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

ROOT = Path(__file__).parents[1]

_forked = multiprocessing.get_context("forkserver")
_forked.set_forkserver_preload(["tests.warmed"])


class WarmProcess:
    """`python -m MODULE ARGS`, begun at once, with what it says in files; in use as one of asyncio's own."""

    def __init__(
        self, module: str, *args: str, folder: Path, environment: Mapping[str, str], output: Path, errors: Path,
        largest_file: int | None = None,
    ) -> None:  # fmt: skip
        files = (largest_file, {1: output, 2: errors})
        self._process = _forked.Process(
            target=_become, args=((module, *args), folder, dict(environment), *files), daemon=True
        )
        with chdir(ROOT):  # where the one that is forked looks for `tests`
            self._process.start()

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """Return the exit code, or nothing while it runs."""
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it as a crash would."""
        self._process.kill()

    async def wait(self) -> int:
        """Wait for the end, and return the exit code."""
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        return self.join()

    def join(self, seconds: float | None = None) -> int:
        """Wait likewise, where nothing else goes on."""
        self._process.join(seconds)
        assert self._process.exitcode is not None, "it has not ended"
        return self._process.exitcode


def _become(
    command: tuple[str, ...], folder: Path, environment: dict[str, str], largest_file: int | None, said: dict[int, Path]
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, path in said.items():
        with path.open("ab", buffering=0) as file:
            os.dup2(file.fileno(), number)
    if largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    sys.argv = list(command)
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
