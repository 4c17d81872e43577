"""The container, compose and systemd files name settings, commands and files that exist."""

import configparser
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.commands import cli
from bot.config import Settings
from bot.kit.errors import Misconfigured
from tests import patience

ROOT = Path(__file__).parents[2]
SETTINGS = {name.upper() for name in Settings.model_fields}
NOT_OURS = {"MPLCONFIGDIR", "PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PIP_NO_CACHE_DIR"} | {
    "PIP_DISABLE_PIP_VERSION_CHECK"
}
UNITS = sorted((ROOT / "deploy").glob("*.service"))
COMMANDS = {command.name or command.callback.__name__ for command in cli.registered_commands if command.callback}


def compose() -> dict[str, Any]:
    """Return the compose file."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return read


def unit(path: Path) -> list[tuple[str, str]]:
    """Return the lines of a unit's service section; a key may stand more than once."""
    section = path.read_text().split("[Service]")[1].split("[Install]")[0]
    pairs = (line.split("=", 1) for line in section.splitlines() if "=" in line and not line.startswith("#"))
    return [(name, value) for name, value in pairs]


def test_the_compose_file_sets_settings_that_exist() -> None:
    bot = compose()["services"]["bot"]
    assert set(bot["environment"]) <= SETTINGS
    assert bot["environment"]["DATABASE_URL"].startswith("postgresql://tollfree:")
    assert Settings(_env_file=None, **{name.lower(): value for name, value in bot["environment"].items()})


def test_the_compose_file_has_one_database_that_the_bot_waits_for_and_no_open_port() -> None:
    services = compose()["services"]
    database = services["database"]["environment"]
    address = services["bot"]["environment"]["DATABASE_URL"]
    assert f"//{database['POSTGRES_USER']}:" in address
    assert address.endswith(f"@database/{database['POSTGRES_DB']}")
    assert services["bot"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert not any("ports" in service for service in services.values())
    mounted = {mount.split(":")[0] for service in services.values() for mount in service.get("volumes", [])}
    assert mounted == set(compose()["volumes"])


def test_the_container_sets_settings_that_exist_and_copies_what_there_is() -> None:
    text = (ROOT / "Containerfile").read_text()
    set_there = set(re.findall(r"(?:^ENV| {3}) ([A-Z_]+)=", text, flags=re.MULTILINE)) - NOT_OURS
    assert set_there == {"DATABASE_URL", "HEALTH_PORT"}
    assert set_there <= SETTINGS
    shown = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    for copied in re.findall(r"^COPY (?!--from)(.*) \S+$", text, flags=re.MULTILINE):
        for name in copied.split():
            assert (ROOT / name).exists(), name
            assert name in shown, f"{name} is kept from the build by .dockerignore"
    assert "\nUSER 10001:10001\n" in text
    assert "groupadd --gid 10001" in text
    assert "useradd --uid 10001 --gid 10001" in text
    assert "--without-pip" in text


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_the_units_set_settings_that_exist_and_run_commands_that_exist(path: Path) -> None:
    lines = unit(path)
    names = {value.split("=")[0] for name, value in lines if name == "Environment"}
    assert names - NOT_OURS <= SETTINGS
    assert "DATABASE_URL" in names
    [started] = [value for name, value in lines if name == "ExecStart"]
    found = re.search(r"/opt/tollfree/\.venv/bin/tollfree ([a-z]+)", started)
    assert found is not None
    assert found[1] in COMMANDS
    assert ("NoNewPrivileges", "yes") in lines
    assert ("User", "tollfree") in lines


def test_both_units_use_the_same_database_and_the_timer_starts_the_backup() -> None:
    urls = {value for path in UNITS for name, value in unit(path) if "DATABASE_URL" in value}
    assert len(urls) == 1
    timer = configparser.ConfigParser()
    timer.read(ROOT / "deploy" / "tollfree-backup.timer")
    assert timer["Timer"]["OnCalendar"] == "*-*-* 04:10:00"
    assert (ROOT / "deploy" / "tollfree-backup.service").exists(), "a timer starts the service of its name"


def test_the_bots_unit_waits_for_what_passes_and_watches_over_the_loop() -> None:
    lines = unit(ROOT / "deploy" / "tollfree.service")
    assert "\nStartLimitIntervalSec=0\n" in (ROOT / "deploy" / "tollfree.service").read_text()
    for line in (("Type", "notify"), ("Restart", "on-failure"), ("UMask", "0077")):
        assert line in lines
    values = dict(lines)
    assert int(values["WatchdogSec"]) > 0
    assert int(values["RestartPreventExitStatus"]) == Misconfigured.exit_code
    assert "ProcSubset" not in values, "process_* figures are read from /proc"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_nothing_wrong_with_the_units_and_little_that_they_may_do(tmp_path: Path) -> None:
    for path in (*UNITS, ROOT / "deploy" / "tollfree-backup.timer"):  # as if the program and its user were there
        text = (
            path.read_text().replace("/opt/tollfree/.venv/bin/tollfree", "/bin/true").replace("=tollfree\n", "=root\n")
        )
        (tmp_path / path.name).write_text(text)
    assert analyzed("verify", "--man=no", *sorted(tmp_path.iterdir())) == ""
    analyzed(
        "security", "--offline=yes", "--threshold=20", tmp_path / "tollfree.service"
    )  # of 100, the less the better
    wrong = tmp_path / "wrong.service"
    wrong.write_text((tmp_path / "tollfree.service").read_text().replace("WatchdogSec", "WatchdogSecs"))
    assert "Unknown key" in analyzed("verify", "--man=no", wrong), "a mistake would be seen"


def analyzed(*words: str | Path) -> str:
    """Return what systemd complains of."""
    command = ["systemd-analyze", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=patience.SECONDS).stderr  # noqa: S603


def test_the_compose_file_asks_the_bot_for_its_health_and_has_an_init() -> None:
    bot = compose()["services"]["bot"]
    assert bot["healthcheck"]["test"] == ["CMD", "python", "/app/deploy/healthcheck.py"]
    assert bot["init"] is True
    assert bot["restart"] == "unless-stopped"


@pytest.fixture(params=[200, 503])
def health(request: pytest.FixtureRequest) -> Iterator[tuple[int, int]]:
    """Give a server that answers as a bot that is well, or is not; its port and status."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(request.param if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Print nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, request.param
        server.shutdown()


def check_health(port: int, address: str = "") -> int:
    """Return the exit code of the container's health check."""
    command = [sys.executable, str(ROOT / "deploy" / "healthcheck.py")]
    environment = {**os.environ, "HEALTH_PORT": str(port), "HEALTH_ADDRESS": address}
    return subprocess.run(command, env=environment, check=False, timeout=patience.SECONDS).returncode  # noqa: S603 - our own file


def test_the_health_check_says_what_healthz_says(health: tuple[int, int]) -> None:
    port, status = health
    for address in ("", "127.0.0.1", "0.0.0.0"):  # noqa: S104 - that is what is asked for
        assert check_health(port, address) == (0 if status == 200 else 1)


def test_the_health_check_of_a_bot_that_is_gone_fails_and_without_a_port_asks_nothing() -> None:
    assert check_health(1) == 1
    assert check_health(0) == 0
