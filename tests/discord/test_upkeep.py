"""The one loop of all upkeep: it goes by time that passes, not by what a clock says, and counts what fails inside."""

import asyncio
import datetime as dates
import time
from collections.abc import Mapping

import pytest

from bot.kit.ui.periodic import Job, UpkeepCog, attempt, run_jobs
from tests.discord.conftest import Server


class Counting(UpkeepCog):
    """Counts its rounds."""

    every = 0.05
    needs_discord = False
    rounds = 0

    def jobs(self) -> Mapping[str, Job]:
        return {"counting": self._count}

    async def _count(self) -> None:
        self.rounds += 1


class _Set:
    """A clock that somebody set."""

    def __init__(self, by: float) -> None:
        self._by = by
        self._time = time.time

    def __call__(self) -> float:
        return self._time() + self._by


@pytest.mark.parametrize("hours", [-2, 48], ids=["two hours back", "two days ahead"])
async def test_a_clock_that_is_set_neither_stops_the_loop_nor_makes_it_run_on(
    server: Server, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    cog = Counting(server.client)
    await cog.cog_load()
    await asyncio.sleep(0.12)
    before = cog.rounds
    shifted = _Set(hours * 3600.0)
    monkeypatch.setattr(time, "time", shifted)
    moved = dates.timedelta(hours=hours)
    real = dates.datetime
    monkeypatch.setattr("discord.utils.utcnow", lambda: real.now(dates.UTC) + moved)
    await asyncio.sleep(0.3)
    await cog.cog_unload()
    assert before + 3 <= cog.rounds <= before + 8


async def test_a_round_that_takes_long_is_followed_by_one_and_not_by_all_that_it_kept_waiting(server: Server) -> None:
    cog = Counting(server.client)
    slow = [True]

    async def count() -> None:
        cog.rounds += 1
        if slow.pop() if slow else False:
            await asyncio.sleep(0.5)

    cog._count = count  # type: ignore[method-assign]
    await cog.cog_load()
    await asyncio.sleep(0.62)
    await cog.cog_unload()
    assert 2 <= cog.rounds <= 5


async def test_the_loop_begins_nothing_once_the_bot_stops(server: Server) -> None:
    cog = Counting(server.client)
    server.client.stopping = True
    await cog.cog_load()
    await asyncio.sleep(0.12)
    await cog.cog_unload()
    server.client.stopping = False
    assert cog.rounds == 0


class Noting:
    """A meter that notes how jobs and their parts ended."""

    def __init__(self) -> None:
        self.ended: list[tuple[str, bool]] = []
        self.parts: list[str] = []

    def handled(self, what: str, outcome: str, seconds: float) -> None: ...

    def failed(self, kind: str) -> None: ...

    def job_began(self, name: str) -> None: ...

    def job_ended(self, name: str, *, done: bool) -> None:
        self.ended.append((name, done))

    def part_failed(self, name: str) -> None:
        self.parts.append(name)


@pytest.mark.breaks
async def test_a_failure_inside_one_servers_part_counts_for_its_job_and_for_no_other() -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    async def go_on() -> None: ...

    async def each() -> None:
        for part in (fail, go_on, fail):
            await attempt(part, "a server’s digest failed")

    meter = Noting()
    await run_jobs({"posting digests": each, "telling moderators": go_on, "ending leads": fail}, meter)
    assert meter.parts == ["posting digests", "posting digests"]
    assert meter.ended == [("posting digests", True), ("telling moderators", True), ("ending leads", False)]
    assert not await attempt(fail, "what an event began"), "outside a round nothing counts, and nothing breaks"
