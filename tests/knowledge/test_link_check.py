"""Links are asked for real, at a server on this machine."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.knowledge.link_check import LinkLog, LinkResult, check_links
from bot.knowledge.sources import Source

TODAY = date(2026, 11, 22)


def source(url: str, name: str) -> Source:
    return Source.model_validate(
        {
            "id": name,
            "title": "A page",
            "publisher": "A host",
            "url": url,
            "kind": "official",
            "published": "2024",
            "accessed": "2026-01-01",
        }
    )


class Site:
    """A small site that counts what is asked of it."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def app(self) -> web.Application:
        async def answer(request: web.Request) -> web.StreamResponse:
            self.asked[f"{request.method} {request.path}"] += 1
            match request.path:
                case "/moved":
                    raise web.HTTPMovedPermanently("/new")
                case "/gone":
                    raise web.HTTPNotFound
                case "/no-head" if request.method == "HEAD":
                    raise web.HTTPMethodNotAllowed("HEAD", ["GET"])
            return web.Response(text="here")

        app = web.Application()
        app.router.add_route("*", "/{path:.*}", answer)
        return app


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
async def address(site: Site) -> AsyncIterator[str]:
    async with TestServer(site.app()) as server:
        yield str(server.make_url("")).rstrip("/")


async def run(address: str, paths: list[str], log: LinkLog, today: date = TODAY) -> dict[str, LinkResult]:
    sources = [source(f"{address}{path}", f"s-{number}") for number, path in enumerate(paths)]
    results = [result async for result in check_links(sources, log, today, pause_seconds=0)]
    return {result.url.removeprefix(address): result for result in results}


async def test_links_that_answer_moved_and_died_are_told_apart(address: str, tmp_path: Path) -> None:
    found = await run(address, ["/fine", "/moved", "/gone", "/no-head"], LinkLog(tmp_path / "links.jsonl"))
    assert [found[path].status for path in ("/fine", "/moved", "/gone", "/no-head")] == [200, 200, 404, 200]
    assert found["/moved"].moved_to == f"{address}/new"
    assert found["/fine"].moved_to is None
    assert [path for path, result in found.items() if result.is_dead] == ["/gone"]


async def test_an_address_where_nobody_listens_is_dead(tmp_path: Path) -> None:
    found = await run("http://127.0.0.1:1", ["/x"], LinkLog(tmp_path / "links.jsonl"))
    assert found["/x"].is_dead
    assert found["/x"].problem == "ClientConnectorError"


async def test_an_interrupted_run_goes_on_where_it_stopped(address: str, site: Site, tmp_path: Path) -> None:
    log = LinkLog(tmp_path / "links.jsonl")
    await run(address, ["/one"], log)
    with (tmp_path / "links.jsonl").open("a") as file:
        file.write('{"url": "cut of')
    found = await run(address, ["/one", "/two"], log)
    assert set(found) == {"/one", "/two"}
    assert site.asked == {"HEAD /one": 1, "HEAD /two": 1}


async def test_old_results_are_asked_again(address: str, site: Site, tmp_path: Path) -> None:
    log = LinkLog(tmp_path / "links.jsonl")
    await run(address, ["/one"], log)
    await run(address, ["/one"], log, TODAY + timedelta(days=15))
    assert site.asked == {"HEAD /one": 2}


async def test_one_host_is_asked_one_at_a_time(address: str, site: Site, tmp_path: Path) -> None:
    await run(address, [f"/{number}" for number in range(20)], LinkLog(tmp_path / "links.jsonl"))
    assert sum(site.asked.values()) == 20
