"""Read what our logging writes, and put the process's logging back afterwards."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.logs import _LIBRARIES, OURS, set_up_logging


class Lines:
    """What was logged."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        """Return all of it."""
        return self.stream.getvalue()

    @property
    def parsed(self) -> list[dict[str, Any]]:
        """Return the lines; fails where one is not JSON."""
        return [json.loads(line) for line in self.text.splitlines()]

    def saying(self, words: str) -> dict[str, Any]:
        """Return the one line whose message holds some words."""
        (found,) = [line for line in self.parsed if words in line["message"]]
        return found


@contextmanager
def logged(level: str = "debug", log_format: str = "json") -> Iterator[Lines]:
    """Log to memory alone."""
    root, lines = logging.getLogger(), Lines()
    handlers = root.handlers[:]
    levels = {name: logging.getLogger(name).level for name in ("", "discord", *OURS, *_LIBRARIES)}
    set_up_logging(level, log_format, lines.stream)
    try:
        yield lines
    finally:
        logging.captureWarnings(capture=False)
        root.handlers = handlers
        for name, before in levels.items():
            logging.getLogger(name).setLevel(before)
