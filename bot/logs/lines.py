"""Write a line of the log: as JSON for machines, as text for people; what stands in it is the same."""

import logging
from datetime import UTC, datetime

import orjson

from bot.kit.interaction_id import interaction_id
from bot.logs.private import masked, message_of
from bot.logs.safe_errors import trace

FIELDS = ("what", "outcome", "ms", "ref", "job")
"""What our code may add to a line beside its words."""

_COLORS = {"debug": 32, "info": 32, "warning": 33, "error": 31, "critical": 31}
"""By the numbers that terminals know. Source: ECMA-48, 8.3.117."""
_WIDEST = len("critical")


class JsonLines(logging.Formatter):
    """A line is an object of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        when, level = _when(record), record.levelname.lower()
        told = {"level": level, "logger": record.name, "timestamp": when, "message": masked(message_of(record))}
        if error := _error(record):
            told["exception"] = error
        return orjson.dumps({**_facts(record), **told}, default=repr).decode()


class TextLines(logging.Formatter):
    """A line is text, and the trace of an error stands below it."""

    def __init__(self, *, has_colors: bool) -> None:
        """Take whether the terminal shows colors."""
        super().__init__()
        self._has_colors = has_colors

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        level = f"{record.levelname.lower():<{_WIDEST}}"
        if self._has_colors:
            level = f"\x1b[{_COLORS.get(record.levelname.lower(), 0)}m{level}\x1b[0m"
        facts = "".join(f" {name}={value}" for name, value in _facts(record).items())
        line = f"{_when(record)} [{level}] {masked(message_of(record))} [{record.name}]{facts}"
        error = _error(record)
        return f"{line}\n{error}" if error else line


def _facts(record: logging.LogRecord) -> dict[str, object]:
    """Return what a line says beside its message, without ids."""
    found: dict[str, object] = {"interaction": interaction_id()}
    found.update((name, getattr(record, name, None)) for name in FIELDS)
    return {
        name: masked(value) if isinstance(value, str) else value for name, value in found.items() if value is not None
    }


def _when(record: logging.LogRecord) -> str:
    return f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def _error(record: logging.LogRecord) -> str | None:
    error = record.exc_info[1] if record.exc_info else None
    return masked(trace(error)) if error is not None else None
