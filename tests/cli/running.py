"""`tollfree` as an operator types it: here in the tests' process where that shows the same, else in one of its own."""

import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.commands import cli
from tests import patience
from tests.log_lines import logged

ROOT = Path(__file__).parents[2]
_KEPT = {"PATH", "HOME", "LANG"}


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def tollfree(*args: str, cwd: Path, **environment: str) -> Ended:
    """Run a command in a folder without a .env file, in this process; what no command catches is raised."""
    clean = {name: None for name in os.environ if name not in _KEPT}
    with chdir(cwd), logged():
        result = CliRunner().invoke(cli, args, env={**clean, "COLUMNS": "120", **environment}, prog_name="tollfree")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ended(result.exit_code, result.stdout, result.stderr)


def tollfree_process(*args: str, cwd: Path, **environment: str) -> Ended:
    """Run it in a process of its own: `run` changes its process for good, and there is no terminal."""
    done = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "bot", *args],
        cwd=cwd,
        env=_environment(environment),
        capture_output=True,
        text=True,
        timeout=patience.SECONDS,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def tollfree_until(words: str, *args: str, cwd: Path, **environment: str) -> Ended:
    """Run it in a process of its own until it logs some words, and then ask it to end."""
    command, lines = [sys.executable, "-m", "bot", *args], []
    with subprocess.Popen(  # noqa: S603 - our own command line
        command, cwd=cwd, env=_environment(environment), stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            lines.append(line)
            if words in line:
                process.terminate()
    return Ended(process.returncode, "", "".join(lines))


def _environment(given: dict[str, str]) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name in _KEPT}
    return {**clean, "PYTHONPATH": str(ROOT), "COLUMNS": "120", **given}
