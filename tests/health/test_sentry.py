"""Errors that reach Sentry: a small server on the loopback stands for it, and reads what the real library sends."""

import gzip
import json
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.health.sentry import SentryUnusable, reporting_errors
from bot.kit.meter import NoMeter
from bot.kit.ui.periodic import run_jobs
from bot.knowledge.base import KnowledgeBase
from tests.simulated import Server, said

TYPED = "Quixotic Xylophone"
_ALLOWED = {
    "event_id",
    "timestamp",
    "level",
    "platform",
    "logger",
    "release",
    "environment",
    "logentry",
    "exception",
    "tags",
}


@dataclass
class Sentry:
    """What arrived."""

    dsn: str = ""
    bodies: list[bytes] = field(default_factory=list)

    @property
    def events(self) -> list[dict[str, Any]]:
        """Return the events: each envelope is lines of JSON, the event last."""
        return [json.loads(body.strip().splitlines()[-1]) for body in self.bodies]


@pytest.fixture
async def sentry() -> AsyncIterator[Sentry]:
    arrived = Sentry()

    async def take(request: web.Request) -> web.Response:
        body = await request.read()
        arrived.bodies.append(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
        return web.json_response({})

    application = web.Application()
    application.router.add_post("/api/1/envelope/", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    arrived.dsn = f"http://key@127.0.0.1:{runner.addresses[0][1]}/1"
    yield arrived
    await runner.cleanup()


@pytest.mark.breaks
async def test_an_error_with_a_ref_arrives_and_holds_no_member(
    server: Server, sentry: Sentry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        private = f"{TYPED} of {server.member.id}"
        raise ValueError(private)

    monkeypatch.setattr(KnowledgeBase, "page", fail)
    async with reporting_errors(sentry.dsn):
        result = await server.member.slash(server.channel, "role", name="um-medical-director")
    (event,) = sentry.events
    found = re.search(r"ref ([0-9A-F]{4})\.", said(result))
    assert found is not None
    assert event["tags"]["ref"] == found[1]
    assert event["tags"]["what"] == "/role"
    assert re.fullmatch(r"[0-9a-f]{8}", event["tags"]["interaction"])
    assert event["exception"]["values"][-1]["type"] == "ValueError"
    frame = event["exception"]["values"][-1]["stacktrace"]["frames"][-1]
    assert (frame["filename"], frame["function"]) == ("tests/health/test_sentry.py", "fail")
    assert set(event) <= _ALLOWED
    for secret in (*TYPED.split(), "ann", str(server.member.id), str(server.guild.id), "vars"):
        assert not re.search(rf"\b{secret}\b".encode(), sentry.bodies[0]), secret


@pytest.mark.breaks
async def test_a_periodic_job_that_failed_arrives_and_what_was_refused_does_not(server: Server, sentry: Sentry) -> None:
    async def fail() -> None:
        raise ZeroDivisionError(TYPED)

    async with reporting_errors(sentry.dsn):
        await server.member.slash(server.channel, "role", name=TYPED)
        await run_jobs({"telling decisions": fail}, NoMeter())
    (event,) = sentry.events
    assert event["tags"] == {"job": "telling decisions failed"}
    assert TYPED.encode() not in sentry.bodies[0]


@pytest.mark.breaks
async def test_a_sentry_that_is_away_breaks_nothing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(KnowledgeBase, "page", fail)
    async with reporting_errors("http://key@127.0.0.1:1/1"):
        result = await server.member.slash(server.channel, "role", name="um-medical-director")
    assert "ref " in said(result)


async def test_without_the_library_a_dsn_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    with pytest.raises(SentryUnusable, match=r"^SENTRY_DSN is set, but sentry-sdk is not installed\. Run `pip install"):
        async with reporting_errors("http://key@127.0.0.1:1/1"):
            pass


async def test_what_is_no_dsn_is_refused_in_plain_words() -> None:
    with pytest.raises(SentryUnusable, match=r"^SENTRY_DSN is no DSN\."):
        async with reporting_errors("somewhere"):
            pass
