"""Draw pictures one at a time.

matplotlib takes some 30 MB for a picture, in objects that point at each other: drawn side by side and left to the
garbage collector, those of a busy minute were more than the whole bot may take.
"""

import asyncio
import gc
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO

import discord

from bot.kit.errors import TollfreeError
from bot.kit.memory import give_back_memory
from bot.kit.ui.limits import ALT_TEXT, PICTURE_FILE, shorten
from bot.pages.ui.card import Picture

MOST_WAITING = 60
"""Pictures that may wait, each for a third of a second or so."""


class TooManyPictures(TollfreeError):
    """Raised where more members ask for pictures than can be drawn in time."""

    def __init__(self) -> None:
        super().__init__(
            "Many are asking for pictures just now, and I draw one at a time. Please try again in a minute; /role "
            "shows the pay of each role in words."
        )


class Pictures:
    """Draws in a thread, one after the other; what was drawn lately is kept."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._drawn = lru_cache(maxsize=32)(_draw)

    async def files(self, pictures: Sequence[Picture]) -> list[discord.File]:
        """Return pictures as files to attach, with their alt texts; raises TooManyPictures."""
        return [
            discord.File(
                BytesIO(await self._bytes(picture)),
                PICTURE_FILE.format(number=number),
                description=shorten(picture.alt, ALT_TEXT),
            )
            for number, picture in enumerate(pictures, start=1)
        ]

    async def _bytes(self, picture: Picture) -> bytes:
        if self._waiting >= MOST_WAITING:
            raise TooManyPictures
        self._waiting += 1
        try:
            async with self._turn:
                return await asyncio.to_thread(self._drawn, picture)
        finally:
            self._waiting -= 1
            if self._waiting == 0:
                give_back_memory()


def _draw(picture: Picture) -> bytes:
    from bot.pages.ui.pay_chart import draw_pay  # matplotlib costs memory and half a second: only when asked

    drawn = draw_pay(picture)
    gc.collect()  # now, and not when so many others lie about
    return drawn
