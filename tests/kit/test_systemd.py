"""What systemd is told."""

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.health.systemd import tell_systemd, watchdog_seconds, watched_by_systemd


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Give the socket at which systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield listening


def heard(told: socket.socket) -> list[str]:
    """Return what came since."""
    found = []
    try:
        while True:
            found.append(told.recv(100).decode())
    except BlockingIOError:
        return found


async def test_it_hears_that_the_bot_is_up_alive_and_stops(
    told: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "100000")
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()))
    async with watched_by_systemd():
        await asyncio.sleep(0.26)
    ready, *alive, stopping = heard(told)
    assert (ready, stopping) == ("READY=1", "STOPPING=1")
    assert len(alive) >= 3
    assert set(alive) == {"WATCHDOG=1"}


@pytest.mark.parametrize("process", ["1", ""])
async def test_without_a_watchdog_for_this_process_it_hears_of_none(
    told: socket.socket, monkeypatch: pytest.MonkeyPatch, process: str
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "100000" if process else "0")
    monkeypatch.setenv("WATCHDOG_PID", process)
    assert watchdog_seconds() is None
    async with watched_by_systemd():
        await asyncio.sleep(0.12)
    assert heard(told) == ["READY=1", "STOPPING=1"]


def test_where_there_is_no_systemd_nothing_happens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for address in ("", "nowhere", str(tmp_path / "gone")):
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        tell_systemd("READY=1")
