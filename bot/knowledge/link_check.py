"""Ask whether the sources' pages still answer, and still say it: politely, and so that a later run goes on."""

import asyncio
import socket
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from datetime import date
from email.utils import parsedate_to_datetime
from time import time
from urllib.parse import urlsplit

import aiohttp

from bot.knowledge.link_log import LinkLog
from bot.knowledge.link_states import LinkResult, Outcome, is_due
from bot.knowledge.page_text import is_challenge, still_says
from bot.knowledge.sources import Source

_AGENT = "tollfree-link-check (checks the citations of a free knowledge base)"
_TIMEOUT = aiohttp.ClientTimeout(total=30)
_HOSTS_AT_ONCE = 8
_MOST_BYTES = 400_000
_LONGEST_WAIT = 120.0
"""Seconds that a host may ask us to wait; one that asks for more is left alone until the next run."""
_BLOCKED = frozenset({401, 403, 405, 429, 451})
_MISSING = frozenset({404, 410})
_LATER = frozenset({429, 503})
_FIRST_ERROR = 400
_READABLE = ("text/html", "application/xhtml+xml", "text/plain")
_NO_SUCH_HOST = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    url: str
    text: str = ""
    is_challenged: bool = False
    wait: float | None = None
    """Seconds that the host asks to wait."""


class _HostBusy(Exception):
    """Raised where a host asks to be left alone for longer than we wait."""

    def __init__(self, result: LinkResult) -> None:
        self.result = result
        super().__init__(result.url)


async def check_links(
    sources: Iterable[Source], log: LinkLog, today: date, pause_seconds: float = 1.0
) -> AsyncIterator[LinkResult]:
    """Yield a result for each source's address: one request at a time and a pause between them for each host.

    What was asked lately is not asked again. A host that asks to wait for minutes is left for the next run.
    """
    known = log.visits()
    by_host: dict[str, list[Source]] = defaultdict(list)
    for url, source in {str(source.url): source for source in sources}.items():
        if is_due(known.get(url, ()), today):
            by_host[urlsplit(url).netloc].append(source)
        else:
            yield max(known[url], key=lambda visit: visit.day)
    results: asyncio.Queue[LinkResult | None] = asyncio.Queue()
    room = asyncio.Semaphore(_HOSTS_AT_ONCE)
    async with aiohttp.ClientSession(headers={"User-Agent": _AGENT}, timeout=_TIMEOUT) as session:

        async def visit(of_host: list[Source]) -> None:
            visitor = _Visitor(session, today, pause_seconds)
            try:
                async with room:
                    for source in of_host:
                        await results.put(await visitor.ask(source))
            except _HostBusy as busy:
                await results.put(busy.result)
            finally:
                await results.put(None)

        async with asyncio.TaskGroup() as group:
            for of_host in by_host.values():
                group.create_task(visit(of_host))
            left = len(by_host)
            while left:
                result = await results.get()
                if result is None:
                    left -= 1
                else:
                    log.append(result)
                    yield result


class _Visitor:
    """Asks one host, a request a time."""

    def __init__(self, session: aiohttp.ClientSession, today: date, pause_seconds: float) -> None:
        self._session = session
        self._today = today.isoformat()
        self._pause = pause_seconds
        self._asked = False

    async def ask(self, source: Source) -> LinkResult:
        """Return what a source's address answers; raises _HostBusy."""
        url = str(source.url)
        try:
            answer = await self._answer(source)
            if answer.wait is not None and answer.wait <= _LONGEST_WAIT:
                await asyncio.sleep(answer.wait)
                answer = await self._answer(source)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            outcome = Outcome.MISSING if _has_no_host(error) else Outcome.UNSURE
            return LinkResult(url, 0, self._today, outcome, problem=type(error).__name__)
        result = LinkResult(url, answer.status, self._today, _outcome(url, answer))
        if result.outcome in {Outcome.OK, Outcome.MOVED}:
            moved_to = answer.url if result.outcome is Outcome.MOVED else None
            result = replace(result, moved_to=moved_to, still_says_it=still_says(answer.text, source))
        if answer.wait is not None and answer.wait > _LONGEST_WAIT:
            raise _HostBusy(result)
        return result

    async def _answer(self, source: Source) -> _Answer:
        """Ask for the head alone where that is enough; servers that answer it wrongly are asked for the page."""
        if not source.anchor and not source.title_seen:
            answer = await self._request("HEAD", str(source.url))
            if answer.status < _FIRST_ERROR or answer.status in _LATER:
                return answer
        return await self._request("GET", str(source.url))

    async def _request(self, method: str, url: str) -> _Answer:
        if self._asked:
            await asyncio.sleep(self._pause)
        self._asked = True
        async with self._session.request(method, url, allow_redirects=True) as response:
            text = ""
            if method == "GET" and response.content_type in _READABLE:
                text = await _beginning(response)
            challenged = response.headers.get("cf-mitigated") == "challenge" or is_challenge(text)
            wait = _wait(response.headers.get("Retry-After")) if response.status in _LATER else None
            return _Answer(response.status, str(response.url), text, challenged, wait)


async def _beginning(response: aiohttp.ClientResponse) -> str:
    raw = bytearray()
    async for chunk in response.content.iter_chunked(65_536):
        raw += chunk
        if len(raw) >= _MOST_BYTES:
            break
    try:
        return raw.decode(response.charset or "utf-8", errors="replace")
    except LookupError:  # the page names a charset that there is not
        return raw.decode("utf-8", errors="replace")


def _outcome(url: str, answer: _Answer) -> Outcome:
    if answer.is_challenged or answer.status in _BLOCKED:
        return Outcome.BLOCKED
    if answer.status in _MISSING:
        return Outcome.MISSING
    if answer.status >= _FIRST_ERROR:
        return Outcome.UNSURE
    if _place(url) == _place(answer.url):
        return Outcome.OK
    if not _place(answer.url)[1] and _place(url)[1]:
        return Outcome.UNSURE  # sent to the front page: what was read may be anywhere, or nowhere
    return Outcome.MOVED


def _place(url: str) -> tuple[str, str, str]:
    """Return what makes an address another place: not its protocol, `www` or a closing slash."""
    parts = urlsplit(url)
    return parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/"), parts.query


def _has_no_host(error: BaseException) -> bool:
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else None
    return isinstance(cause, socket.gaierror) and cause.errno in _NO_SUCH_HOST


def _wait(header: str | None) -> float | None:
    """Return the seconds of a `Retry-After`, given as seconds or as a date."""
    if header is None:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time())
    except ValueError:
        return None
