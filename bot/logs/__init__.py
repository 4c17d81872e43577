"""Set up logging: one way out for our lines and those of libraries, as text for people or JSON for machines."""

import logging
import sys
from contextlib import suppress
from typing import TextIO

import orjson

from bot.logs.lines import JsonLines, TextLines

OURS = ("bot", "cogs")

_LIBRARIES = {
    "alembic.runtime.plugins": logging.WARNING,
    "discord.client": logging.ERROR,  # voice libraries are missing: we do not speak
    "discord.http": logging.WARNING,
    "sqlalchemy": logging.WARNING,  # below, it logs statements with their parameters
}


class _Handler(logging.StreamHandler[TextIO]):
    """Writes lines; the standard one would print a line's values where it cannot be formatted."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # the standard library's name
        """Say that a line is missing."""
        with suppress(Exception):
            self.stream.write(orjson.dumps({"level": "error", "message": f"a line of {record.name} is lost"}).decode())
            self.stream.write(self.terminator)


def set_up_logging(level: str, log_format: str = "auto", stream: TextIO | None = None) -> logging.Handler:
    """Log to standard error from `level` on, and return the handler.

    Libraries never log below INFO: there, the database driver logs parameters and discord.py whole payloads.
    """
    stream = stream or sys.stderr
    handler = _Handler(stream)
    is_json = log_format == "json" or (log_format == "auto" and not stream.isatty())
    handler.addFilter(_one_line_for_a_reconnect)
    handler.setFormatter(JsonLines() if is_json else TextLines(has_colors=stream.isatty()))
    wanted = logging.getLevelNamesMapping()[level.upper()]
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(wanted, logging.INFO))
    for name in OURS:
        logging.getLogger(name).setLevel(wanted)
    for name, quiet in _LIBRARIES.items():
        logging.getLogger(name).setLevel(max(wanted, quiet))
    logging.captureWarnings(capture=True)
    return handler


def _one_line_for_a_reconnect(record: logging.LogRecord) -> bool:
    """Leave out the trace that discord.py writes where a connection broke: that happens all day, and mends itself."""
    if record.name.startswith("discord.") and str(record.msg).startswith("Attempting a reconnect"):
        record.exc_info, record.exc_text = None, None
        record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
    return True


def set_up_quiet_logging() -> None:
    """Log problems only, and none of the simulated Discord's."""
    for name in ("", *OURS):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("discord").setLevel(logging.ERROR)
