"""Ask whether the sources' links still answer: politely, and so that an interrupted run goes on where it stopped."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from bot.knowledge.sources import Source

_AGENT = "tollfree-link-check (checks the citations of a free knowledge base)"
_TIMEOUT = aiohttp.ClientTimeout(total=30)
_HOSTS_AT_ONCE = 8
_REFUSES_HEAD = frozenset({403, 405, 501})
_FIRST_ERROR = 400
FRESH = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class LinkResult:
    """What one address answered on one day; `status` 0 means no answer, `moved_to` is set where it redirects."""

    url: str
    status: int
    checked: str
    moved_to: str | None = None
    problem: str | None = None

    @property
    def is_dead(self) -> bool:
        """Tell whether the address no longer answers with a page."""
        return self.status == 0 or self.status >= _FIRST_ERROR


class LinkLog:
    """A file of results, a JSON line each, appended as they come."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def fresh(self, today: date) -> dict[str, LinkResult]:
        """Return the results of the last 14 days, by address; a line cut off by an interruption is passed over."""
        found: dict[str, LinkResult] = {}
        if self._path.exists():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                try:
                    result = LinkResult(**json.loads(line))
                except (json.JSONDecodeError, TypeError):
                    continue
                if today - date.fromisoformat(result.checked) < FRESH:
                    found[result.url] = result
        return found

    def append(self, result: LinkResult) -> None:
        """Add a result."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(result)) + "\n")


async def check_links(
    sources: Iterable[Source], log: LinkLog, today: date, pause_seconds: float = 1.0
) -> AsyncIterator[LinkResult]:
    """Yield a result for each source's address: one request at a time and a pause between them for each host."""
    known = log.fresh(today)
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in dict.fromkeys(str(source.url) for source in sources):
        if url in known:
            yield known[url]
        else:
            by_host[urlsplit(url).netloc].append(url)
    results: asyncio.Queue[LinkResult] = asyncio.Queue()
    room = asyncio.Semaphore(_HOSTS_AT_ONCE)
    async with aiohttp.ClientSession(headers={"User-Agent": _AGENT}, timeout=_TIMEOUT) as session:

        async def visit(urls: list[str]) -> None:
            async with room:
                for number, url in enumerate(urls):
                    if number:
                        await asyncio.sleep(pause_seconds)
                    await results.put(await _ask(session, url, today))

        async with asyncio.TaskGroup() as group:
            for urls in by_host.values():
                group.create_task(visit(urls))
            for _ in range(sum(map(len, by_host.values()))):
                result = await results.get()
                log.append(result)
                yield result


async def _ask(session: aiohttp.ClientSession, url: str, today: date) -> LinkResult:
    try:
        status, final = await _request(session, "HEAD", url)
        if status in _REFUSES_HEAD:
            status, final = await _request(session, "GET", url)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return LinkResult(url, 0, today.isoformat(), problem=type(error).__name__)
    return LinkResult(url, status, today.isoformat(), moved_to=final if final.rstrip("/") != url.rstrip("/") else None)


async def _request(session: aiohttp.ClientSession, method: str, url: str) -> tuple[int, str]:
    async with session.request(method, url, allow_redirects=True) as response:
        return response.status, str(response.url)
