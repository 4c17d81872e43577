"""`tollfree` as an operator types it: here in the tests' process where that shows the same, else in one of its own."""

import os
import signal
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from bot.cli.commands import cli
from tests import patience
from tests.log_lines import logged
from tests.warm_processes import WarmProcess

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


def tollfree_process(*args: str, cwd: Path, largest_file: int | None = None, **environment: str) -> Ended:
    """Run it in a process of its own: `run` changes its process for good, and there is no terminal."""
    with TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        process = WarmProcess(
            "bot", *args, folder=cwd, environment=_environment(environment), output=out, errors=err,
            largest_file=largest_file,
        )  # fmt: skip
        return Ended(process.join(patience.SECONDS), out.read_text(), err.read_text())


def tollfree_until(words: str, *args: str, cwd: Path, **environment: str) -> Ended:
    """Run it in a process of its own until it logs some words, and then ask it to end."""
    lines = []
    with TemporaryDirectory() as folder:
        pipe = Path(folder) / "log"
        os.mkfifo(pipe)
        process = WarmProcess(
            "bot", *args, folder=cwd, environment=_environment(environment), output=Path(os.devnull), errors=pipe
        )
        with pipe.open() as log:
            for line in log:
                lines.append(line)
                if words in line:
                    process.send_signal(signal.SIGTERM)
        return Ended(process.join(patience.SECONDS), "", "".join(lines))


def _environment(given: dict[str, str]) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name in _KEPT}
    return {**clean, "PYTHONPATH": str(ROOT), "COLUMNS": "120", **given}
