"""Make the next requests fail on purpose."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

from tests import patience

Json = dict[str, Any]


@dataclass
class Fault:
    """What happens to the next `times` requests that match, before they have any effect, or after with `late`.

    `held` requests wait until `release`; `dropped` ones get no answer but a closed connection.
    """

    method: str
    path: re.Pattern[str]
    times: int = 1
    status: int | None = None
    body: Json = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    held: bool = False
    dropped: bool = False
    late: bool = False
    seconds: float = 0.0
    hits: int = 0
    _reached: asyncio.Event = field(default_factory=asyncio.Event)
    _released: asyncio.Event = field(default_factory=asyncio.Event)

    async def reached(self, seconds: float = patience.SECONDS) -> None:
        """Wait until a request has met it."""
        await asyncio.wait_for(self._reached.wait(), seconds)

    def release(self) -> None:
        """Let held requests go on, and hold no more."""
        self.times = 0
        self._released.set()

    async def meet(self) -> None:
        """Count a request, and let it wait as it should."""
        self.times -= 1
        self.hits += 1
        self._reached.set()
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if self.held:
            await self._released.wait()


class Faults:
    """The faults that wait for their requests."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, method: str, path: str, **how: Any) -> Fault:
        """Fail the next requests with this method and path, an expression such as `/channels/\\d+/messages`."""
        fault = Fault(method, re.compile(path), **how)
        self._waiting.append(fault)
        return fault

    def rate_limit(self, method: str, path: str, seconds: float, times: int = 1) -> Fault:
        """Answer 429 as Discord does."""
        headers = {
            "Retry-After": str(seconds),
            "Via": "1.1 loopback",  # discord.py takes a 429 without it for one of Cloudflare's, and gives up
            "X-RateLimit-Limit": "5",
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset-After": str(seconds),
            "X-RateLimit-Bucket": "loopback",
        }
        body = {"message": "You are being rate limited.", "retry_after": seconds, "global": False}
        return self.add(method, path, times=times, status=429, body=body, headers=headers)

    def find(self, method: str, path: str) -> Fault | None:
        """Return the first fault for a request."""
        if not self._waiting:
            return None
        self._waiting = [fault for fault in self._waiting if fault.times > 0]
        for fault in self._waiting:
            if fault.method == method and fault.path.fullmatch(path):
                return fault
        return None

    def release_all(self) -> None:
        """Let everything go on."""
        for fault in self._waiting:
            fault.release()
