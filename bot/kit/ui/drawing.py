"""Draw pictures one at a time: each takes some megabytes while it is drawn, and the processor for a moment."""

import asyncio
from collections.abc import Callable, Hashable
from functools import lru_cache
from io import BytesIO
from typing import Any, TypeVar

import discord

from bot.kit.errors import TollfreeError
from bot.kit.ui.limits import ALT_TEXT, shorten

MOST_WAITING = 60
"""Pictures that may wait, each for some hundredths of a second."""

T = TypeVar("T", bound=Hashable)


class TooManyPictures(TollfreeError):
    """Raised where more members ask for pictures than can be drawn in time."""

    def __init__(self) -> None:
        super().__init__(
            "Many are asking for pictures just now, and I draw one at a time. Please try again in a minute; the words "
            "under /role and /moves say the same."
        )


class Drawing:
    """Draws in a thread, one after the other; what was drawn lately is kept."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._drawn = lru_cache(maxsize=32)(_draw)

    async def file(self, draw: Callable[[T], bytes], what: T, name: str, alt: str) -> discord.File:
        """Return what a function draws as a PNG to attach, with its alt text; raises TooManyPictures.

        The function should import Pillow itself, only when asked: a start need not wait for it.
        """
        return discord.File(BytesIO(await self._bytes(draw, what)), name, description=shorten(alt, ALT_TEXT))

    async def _bytes(self, draw: Callable[[T], bytes], what: T) -> bytes:
        if self._waiting >= MOST_WAITING:
            raise TooManyPictures
        self._waiting += 1
        try:
            async with self._turn:
                return await asyncio.to_thread(self._drawn, draw, what)
        finally:
            self._waiting -= 1


def _draw(draw: Callable[[Any], bytes], what: Hashable) -> bytes:
    return draw(what)
