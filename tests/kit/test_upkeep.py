"""The one loop of all upkeep: it goes by time that passes, not by what a clock says, and counts what fails inside."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.kit.ui.periodic import UpkeepCog, attempt, run_jobs
from tests.simulated import Server


class Rounds:
    """Counts the rounds of a loop that the bot began; the next one may take a while."""

    def __init__(self, server: Server) -> None:
        cog = server.client.cogs["DigestUpkeepCog"]
        assert isinstance(cog, UpkeepCog)
        self.done = 0
        self.slow = 0.0
        cog.jobs = lambda: {"counting": self._count}  # type: ignore[method-assign]

    async def _count(self) -> None:
        self.done += 1
        seconds, self.slow = self.slow, 0.0
        await asyncio.sleep(seconds)


@pytest.mark.parametrize("hours", [-2, 48], ids=["two hours back", "two days ahead"])
async def test_a_clock_that_is_set_neither_stops_the_loop_nor_makes_it_run_on(
    server: Server, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    rounds = Rounds(server)
    await server.env.advance_time(121)
    assert rounds.done == 2
    now, by = server.env.now, timedelta(hours=hours)
    monkeypatch.setattr(server.env, "now", lambda: now() + by)
    await server.env.advance_time(300)
    assert rounds.done == 7


async def test_a_round_that_takes_long_is_followed_by_one_and_not_by_all_that_it_kept_waiting(server: Server) -> None:
    rounds = Rounds(server)
    rounds.slow = 200
    await server.env.advance_time(261)
    assert rounds.done == 2
    await server.env.advance_time(60)
    assert rounds.done == 3


async def test_the_loop_begins_nothing_once_the_bot_stops(server: Server) -> None:
    rounds = Rounds(server)
    server.client.stopping = True
    await server.env.advance_time(121)
    assert rounds.done == 0


class Noting:
    """A meter that notes how jobs and their parts ended."""

    def __init__(self) -> None:
        self.ended: list[tuple[str, bool]] = []
        self.parts: list[str] = []

    def handled(self, what: str, outcome: str, seconds: float) -> None: ...

    def failed(self, kind: str) -> None: ...

    def job_planned(self, name: str) -> None: ...

    def job_began(self, name: str) -> None: ...

    def outbox_counted(self, counts: Mapping[tuple[str, str], int]) -> None: ...

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
