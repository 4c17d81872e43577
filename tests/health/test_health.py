"""`/healthz` and `/metrics` of the running bot, asked over HTTP."""

import asyncio
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import __version__
from bot.app import App
from bot.config import Settings
from bot.health.checkup import Health
from bot.health.front import Front
from bot.health.gateway import Gateway
from bot.health.server import serving_health
from bot.kit.meter import NoMeter
from bot.kit.storage.checkup import DatabaseCheckup
from bot.kit.storage.engines import make_engines, parse_database_url
from bot.kit.storage.transactions import Storage
from bot.kit.ui.periodic import run_jobs
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.library import Library
from bot.leads.service.upkeep import LeadUpkeep
from tests import patience
from tests.databases import RunFolder, migrated_file
from tests.fakes import FakeClock
from tests.log_lines import logged
from tests.simulated import Server, sent

pytestmark = pytest.mark.xdist_group("ports")  # a port that is free is taken in the next moment


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        number: int = free.getsockname()[1]
        return number


@pytest.fixture
def settings(settings: Settings, port: int) -> Settings:
    return settings.model_copy(update={"health_port": port})


@pytest.fixture
def health(app: App) -> Health:
    assert app.health is not None
    return app.health


@pytest.fixture
async def serving(health: Health, port: int) -> AsyncIterator[str]:
    with Front().shows(health) as front:
        async with serving_health(front, port):
            yield f"http://127.0.0.1:{port}"


async def ask(url: str) -> tuple[int, Any]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        body = await response.read()
        return response.status, await response.json() if response.content_type == "application/json" else body.decode()


async def problems(serving: str) -> list[str]:
    status, told = await ask(f"{serving}/healthz")
    assert (status, told["status"]) == ((503, "unwell") if told["problems"] else (200, "well"))
    return list(told["problems"])


async def figures(serving: str) -> dict[str, float]:
    """Return every sample, under its name with its labels."""
    _, text = await ask(f"{serving}/metrics")
    return {
        sample.name + "".join(f" {value}" for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def _nothing() -> None:
    """Work without a fault."""


async def test_a_bot_that_works_is_well_and_says_what_it_found(server: Server, serving: str) -> None:
    await server.env.advance_time(61)
    status, told = await ask(f"{serving}/healthz")
    base = server.app.services[Library].current
    assert status == 200
    assert told == {
        "status": "well",
        "problems": [],
        "version": __version__,
        "shards": {"0": {"state": "ready", "latency_seconds": told["shards"]["0"]["latency_seconds"]}},
        "servers": 1,
        "seconds_since_tick": 0,
        "database": "stores",
        "last_backup": None,
        "knowledge": {"version": base.version, "pages": len(base.pages)},
    }


async def test_before_discord_lets_us_in_nothing_is_well(serving: str) -> None:
    assert await problems(serving) == ["no shard is ready"]


async def test_a_lost_gateway_shows_until_it_is_back(server: Server, serving: str) -> None:
    assert await problems(serving) == []
    await server.client.shards[0].disconnect()
    await server.env.settle()
    assert await problems(serving) == ["no shard is ready"]
    assert (await figures(serving))["tollfree_shard_state 0 disconnected"] == 1
    await server.client.shards[0].reconnect()
    await server.env.advance_time(5)
    assert await problems(serving) == []
    assert (await figures(serving))["tollfree_shard_state 0 disconnected"] == 0


async def test_periodic_work_that_stopped_shows_after_five_minutes(
    server: Server, serving: str, clock: FakeClock
) -> None:
    await server.env.advance_time(61)
    clock.move(timedelta(minutes=5))
    assert await problems(serving) == []
    clock.move(timedelta(minutes=2))
    found = await problems(serving)
    assert "“ending leads” has not run for 7 minutes" in found
    await server.env.advance_time(61)
    assert await problems(serving) == []


async def test_one_loop_that_ended_shows_while_others_go_on(server: Server, serving: str, clock: FakeClock) -> None:
    await run_jobs({"feeding the cat": _nothing}, server.app.services.meter)
    clock.move(timedelta(minutes=6))
    await server.env.advance_time(61)
    assert await problems(serving) == ["“feeding the cat” has not run for 6 minutes"]


async def test_periodic_work_that_never_began_shows_too(server: Server, serving: str, clock: FakeClock) -> None:
    clock.move(timedelta(minutes=6))
    assert "“ending leads” has not run for 6 minutes" in await problems(serving)


async def test_a_job_that_never_ends_is_named(server: Server, serving: str, clock: FakeClock) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        begun.set()
        await ended.wait()

    running = asyncio.create_task(run_jobs({"hanging about": hang}, server.app.services.meter))
    await begun.wait()
    clock.move(timedelta(minutes=6))
    await run_jobs({"going on": _nothing}, server.app.services.meter)
    await server.env.advance_time(61)
    assert await problems(serving) == ["“hanging about” has been under way for 6 minutes"]
    ended.set()
    await running
    assert await problems(serving) == []


@pytest.mark.parametrize("is_silent", [False, True], ids=["refuses", "says nothing"])
async def test_a_database_that_does_not_answer_shows_within_two_seconds(
    server: Server, health: Health, clock: FakeClock, is_silent: bool
) -> None:
    over = asyncio.Event()

    async def say_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    listener = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    number = listener.sockets[0].getsockname()[1] if is_silent else 1
    engines = make_engines(parse_database_url(f"postgresql://nobody@127.0.0.1:{number}/nothing"))
    checkup, library = DatabaseCheckup(Storage(engines)), server.app.services[Library]
    unwell = Health(health.meter, clock, library, checkup, Gateway(server.client))
    began = asyncio.get_running_loop().time()
    found = await unwell.examine()
    assert not found.has_database
    assert any(problem.startswith("the database stores nothing: ") for problem in found.problems)
    assert asyncio.get_running_loop().time() - began < patience.SECONDS / 5, "it does not hang"
    over.set()
    listener.close()
    await engines.dispose()


async def of_the_database(serving: str) -> list[str]:
    return [problem for problem in await problems(serving) if "database" in problem]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of one megabyte and a half."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(  # noqa: S603 - our own words
        ["/bin/mount", "-t", "tmpfs", "-o", "size=1536k", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a disk")
    yield disk
    subprocess.run(["/bin/umount", "-l", str(disk)], check=True)  # noqa: S603 - our own words


async def test_a_full_disk_is_told_and_room_on_it_too(
    server: Server, health: Health, clock: FakeClock, port: int, run_folder: RunFolder, small_disk: Path
) -> None:
    shutil.copyfile(migrated_file(run_folder), small_disk / "test.db")
    engines = make_engines(parse_database_url(f"sqlite:///{small_disk / 'test.db'}"))
    checkup, library = DatabaseCheckup(Storage(engines)), server.app.services[Library]
    filler = small_disk / "filler"
    examined = Health(health.meter, clock, library, checkup, Gateway(server.client))
    with Front().shows(examined) as front:
        async with serving_health(front, port):
            serving = f"http://127.0.0.1:{port}"
            assert await of_the_database(serving) == []
            with filler.open("wb", buffering=0) as file, suppress(OSError):
                while True:
                    file.write(bytes(4096))
            clock.move(timedelta(seconds=30))  # SQLite writes nothing where nothing changes
            assert await of_the_database(serving) == ["the database stores nothing: database or disk is full"]
            filler.unlink()
            assert await of_the_database(serving) == []
    await engines.dispose()


@pytest.mark.breaks
async def test_interactions_are_counted_by_what_was_used_and_how_it_ended(
    server: Server, serving: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await server.member.slash(server.channel, "role", name="um-medical-director")
    await server.member.slash(server.channel, "role", name="um-medical-director")
    await server.member.click(sent(card), label="Pay")
    await server.member.slash(server.channel, "moves", role="um-medical-director", to="um-medical-director")

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(KnowledgeBase, "page", fail)
    await server.member.slash(server.channel, "role", name="cro-medical-monitor")  # not laid out yet
    found = await figures(serving)
    assert found["tollfree_interactions_total ok /role"] == 2
    assert found["tollfree_interactions_total failed /role"] == 1
    assert found["tollfree_interactions_total refused /moves"] == 1
    assert found["tollfree_interactions_total ok card"] == 1
    assert found["tollfree_interaction_seconds_count /role"] == 3
    assert found["tollfree_errors_total ZeroDivisionError"] == 1


@pytest.mark.breaks
async def test_a_job_that_keeps_failing_makes_the_bot_unwell(server: Server, serving: str, clock: FakeClock) -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    await run_jobs({"trying": fail}, server.app.services.meter)
    clock.move(timedelta(minutes=6))
    await server.env.advance_time(61)
    await run_jobs({"trying": fail}, server.app.services.meter)
    assert await problems(serving) == ["“trying” has failed for 6 minutes"]
    await run_jobs({"trying": _nothing}, server.app.services.meter)
    assert await problems(serving) == []


@pytest.mark.breaks
async def test_periodic_jobs_are_counted_with_their_failures(
    server: Server, serving: str, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise ZeroDivisionError

    await server.env.advance_time(61)
    worked = (await figures(serving))["tollfree_job_runs_total ending leads"]
    first = clock.now().timestamp()
    clock.move(timedelta(minutes=1))
    monkeypatch.setattr(LeadUpkeep, "end_due", fail)
    await server.env.advance_time(60)
    found = await figures(serving)
    assert found["tollfree_job_runs_total ending leads"] == worked + 1
    assert found["tollfree_job_failures_total ending leads"] == 1
    assert found["tollfree_job_failures_total asking for renewal"] == 0
    assert found["tollfree_job_last_success_timestamp_seconds ending leads"] == first
    assert found["tollfree_job_last_success_timestamp_seconds asking for renewal"] == clock.now().timestamp()


async def test_figures_say_how_the_whole_stands(server: Server, serving: str) -> None:
    found = await figures(serving)
    base = server.app.services[Library].current
    assert found["tollfree_servers"] == 1
    assert found["tollfree_shard_state 0 ready"] == 1
    assert found["tollfree_database_up"] == 1
    assert found["tollfree_healthy"] == 1
    assert found["tollfree_knowledge_pages"] == len(base.pages)
    assert found[f"tollfree_knowledge_info {base.version}"] == 1
    assert found[f"tollfree_info {__version__}"] == 1
    assert found["process_resident_memory_bytes"] > 1_000_000


async def test_no_label_names_a_member_or_a_server(server: Server, serving: str) -> None:
    await server.member.slash(server.channel, "role", name="xylophone")
    await server.member.autocomplete(server.channel, "role", "name", "xylophone")
    _, text = await ask(f"{serving}/metrics")
    for secret in (server.member.id, server.guild.id, server.channel.id, "xylophone", "ann"):
        assert f'"{secret}"' not in text
        assert str(secret) not in text or secret == "ann"


async def test_a_new_version_of_the_pages_replaces_the_old_one(
    server: Server, serving: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await figures(serving)
    monkeypatch.setattr(server.app.services[Library].current, "version", "newer")
    assert [name for name in await figures(serving) if name.startswith("tollfree_knowledge_info")] == [
        "tollfree_knowledge_info newer"
    ]


async def test_a_port_in_use_is_logged_and_the_bot_runs_on() -> None:
    with logged("info") as lines, socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        async with serving_health(Front(), number):
            pass
    (line,) = lines.parsed
    assert line["level"] == "error"
    assert line["message"].startswith(
        f"HEALTH_PORT {number} is in use at 127.0.0.1: /healthz and /metrics are not served"
    )


async def test_between_attempts_to_start_it_says_why_there_is_no_bot(health: Health, port: int) -> None:
    front, serving = Front(), f"http://127.0.0.1:{port}"
    async with serving_health(front, port):
        assert await problems(serving) == ["I am just starting."]
        with front.shows(health):
            assert (await ask(f"{serving}/metrics"))[0] == 200
        front.say("Discord cannot be reached.")
        assert await problems(serving) == ["Discord cannot be reached."]
        assert await ask(f"{serving}/metrics") == (503, "Discord cannot be reached.")


async def test_only_the_loopback_address_is_served(serving: str, port: int) -> None:
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", port), timeout=2):
        pass


class TestWithoutAPort:
    @pytest.fixture
    def port(self) -> int:
        return 0

    def test_nothing_is_counted(self, app: App) -> None:
        assert app.health is None
        assert isinstance(app.services.meter, NoMeter)
