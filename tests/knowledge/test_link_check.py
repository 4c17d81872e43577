"""Links are asked for real, at a server on this machine."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.knowledge.link_check import check_links
from bot.knowledge.link_log import LinkLog
from bot.knowledge.link_states import LinkResult, LinkState, Outcome
from bot.knowledge.sources import Source

TODAY = date(2026, 11, 22)
PROSE = "This rule says who may read files by the sea, and that a license of any state is enough for them. " * 5
PAGES = {
    "/fine": f"<html><title>The rule</title><body>{PROSE}</body></html>",
    "/rewritten": f"<html><title>Another thing</title><body>{'Nothing of it is here any more. ' * 20}</body></html>",
    "/challenge": "<html><title>Just a moment...</title><body>Checking your browser</body></html>",
    "/scripted": "<html><title>The rule</title><body><script>load()</script></body></html>",
}


def source(url: str, name: str, **fields: Any) -> Source:
    return Source.model_validate(
        {
            "id": name,
            "title": "A page",
            "publisher": "A host",
            "url": url,
            "kind": "official",
            "published": "2024",
            "accessed": "2026-01-01",
            **fields,
        }
    )


class Site:
    """A small site that counts what is asked of it."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.busy: list[str] = []
        """Values of `Retry-After` that it still answers with at /busy."""

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self.answer)
        return app

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked[f"{request.method} {request.path}"] += 1
        match request.path:
            case "/moved":
                raise web.HTTPMovedPermanently("/fine")
            case "/to-front":
                raise web.HTTPMovedPermanently("/")
            case "/no-head" if request.method == "HEAD":
                raise web.HTTPNotFound
            case "/busy" if self.busy:
                raise web.HTTPTooManyRequests(headers={"Retry-After": self.busy.pop()})
        name = request.path.strip("/")
        if name.isdigit() and len(name) == 3:
            return web.Response(status=int(name))
        return web.Response(text=PAGES.get(request.path, "here"), content_type="text/html")


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
async def address(site: Site) -> AsyncIterator[str]:
    async with TestServer(site.app()) as server:
        yield str(server.make_url("")).rstrip("/")


@pytest.fixture
def log(tmp_path: Path) -> LinkLog:
    return LinkLog(tmp_path / "links.jsonl")


async def run(
    address: str, paths: list[str], log: LinkLog, today: date = TODAY, **fields: Any
) -> dict[str, LinkResult]:
    sources = [source(f"{address}{path}", f"s-{number}", **fields) for number, path in enumerate(paths)]
    results = [result async for result in check_links(sources, log, today, pause_seconds=0)]
    return {result.url.removeprefix(address): result for result in results}


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/fine", Outcome.OK),
        ("/moved", Outcome.MOVED),
        ("/to-front", Outcome.UNSURE),
        ("/no-head", Outcome.OK),
        ("/401", Outcome.BLOCKED),
        ("/403", Outcome.BLOCKED),
        ("/405", Outcome.BLOCKED),
        ("/429", Outcome.BLOCKED),
        ("/451", Outcome.BLOCKED),
        ("/400", Outcome.UNSURE),
        ("/500", Outcome.UNSURE),
        ("/503", Outcome.UNSURE),
        ("/404", Outcome.MISSING),
        ("/410", Outcome.MISSING),
    ],
)
async def test_what_a_page_answers_is_told_apart(address: str, log: LinkLog, path: str, outcome: Outcome) -> None:
    found = await run(address, [path], log)
    assert found[path].outcome is outcome


async def test_a_page_that_moved_names_its_new_address(address: str, log: LinkLog) -> None:
    found = await run(address, ["/moved"], log)
    assert found["/moved"].moved_to == f"{address}/fine"


async def test_a_challenge_is_no_answer(address: str, log: LinkLog) -> None:
    found = await run(address, ["/challenge"], log, anchor="license of any state")
    assert found["/challenge"].outcome is Outcome.BLOCKED


async def test_a_page_keeps_its_anchor_or_has_changed(address: str, log: LinkLog) -> None:
    found = await run(address, ["/fine", "/rewritten", "/scripted"], log, anchor="any state license")
    assert [found[path].still_says_it for path in ("/fine", "/rewritten", "/scripted")] == [True, False, None]
    assert log.now()[f"{address}/rewritten"].has_changed


async def test_without_an_anchor_the_title_tells(address: str, log: LinkLog) -> None:
    found = await run(address, ["/fine", "/rewritten"], log, title_seen="The rule - An agency")
    assert [found[path].still_says_it for path in ("/fine", "/rewritten")] == [True, False]


async def test_an_address_where_nobody_listens_is_unsure(log: LinkLog) -> None:
    found = await run("http://127.0.0.1:1", ["/x"], log)
    assert (found["/x"].outcome, found["/x"].problem) == (Outcome.UNSURE, "ClientConnectorError")


async def test_a_host_that_is_not_there_is_missing(log: LinkLog) -> None:
    found = await run("http://no-such-host.invalid", ["/x"], log)
    assert found["/x"].outcome in {Outcome.MISSING, Outcome.UNSURE}  # a machine without a resolver cannot tell
    assert found["/x"].status == 0


async def test_a_host_that_asks_to_wait_is_asked_again_after_it(address: str, site: Site, log: LinkLog) -> None:
    site.busy = ["0"]
    found = await run(address, ["/busy"], log)
    assert found["/busy"].outcome is Outcome.OK
    assert site.asked == {"HEAD /busy": 2}


async def test_a_host_that_asks_for_an_hour_is_left_alone(address: str, site: Site, log: LinkLog) -> None:
    site.busy = ["3600"]
    found = await run(address, ["/busy", "/fine"], log)
    assert set(found) == {"/busy"}
    assert site.asked == {"HEAD /busy": 1}


async def test_an_interrupted_run_goes_on_where_it_stopped(
    address: str, site: Site, log: LinkLog, tmp_path: Path
) -> None:
    await run(address, ["/one"], log)
    with (tmp_path / "links.jsonl").open("a") as file:
        file.write('{"url": "cut of')
    found = await run(address, ["/one", "/two"], log)
    assert set(found) == {"/one", "/two"}
    assert site.asked == {"HEAD /one": 1, "HEAD /two": 1}


async def test_what_answered_is_asked_again_after_two_weeks(address: str, site: Site, log: LinkLog) -> None:
    for days in (0, 13, 14):
        await run(address, ["/one"], log, TODAY + timedelta(days=days))
    assert site.asked == {"HEAD /one": 2}


async def test_what_was_missing_is_asked_again_after_three_days_and_gone_the_third_time(
    address: str, log: LinkLog
) -> None:
    states = []
    for days in (0, 1, 3, 6):
        await run(address, ["/404"], log, TODAY + timedelta(days=days))
        states.append(log.now()[f"{address}/404"].state)
    assert states == [LinkState.UNSURE, LinkState.UNSURE, LinkState.UNSURE, LinkState.GONE]


async def test_one_host_is_asked_one_at_a_time(address: str, site: Site, log: LinkLog) -> None:
    await run(address, [f"/page{number}" for number in range(20)], log)
    assert sum(site.asked.values()) == 20
