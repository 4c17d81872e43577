"""Keep members out of the log: no ids of Discord, no custom ids, none of the values that libraries put into lines."""

import logging
import re
from collections.abc import Mapping
from typing import Any

from structlog.typing import EventDict, WrappedLogger

_OURS = re.compile(r"(bot|cogs)(\.|$)")
_TRUSTED = ("alembic", "py.warnings")
"""Libraries whose lines hold nothing from Discord."""

_ID = re.compile(r"(?<!\d)\d{15,20}(?!\d)")
_CUSTOM_ID = re.compile(r"tf1:([a-z]+).*")
_HARMLESS = re.compile(r"GET|PUT|POST|PATCH|DELETE|on_[a-z_]+")
_VALUES_BEGIN = re.compile(r"[<({\[:\n]")
_WITHHELD = "…"

_Values = tuple[Any, ...] | Mapping[str, Any]


class _Withheld:
    """Stands for a value in a line, however the line formats it."""

    def __repr__(self) -> str:
        return _WITHHELD


def write_message(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    """Put a line's values into its message, but of a library's no others than numbers.

    Names, addresses and payloads in the lines of libraries come from members.
    """
    record, values = line.get("_record"), line.pop("positional_args", ())
    if isinstance(record, logging.LogRecord):
        is_trusted = _OURS.match(record.name) or record.name.startswith(_TRUSTED)
        line["event"] = _filled(line["event"], values) if is_trusted else _said_by_library(record.name, line, values)
    return line


def mask_ids(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    """Replace ids of Discord and all but the first word of custom ids, wherever they stand."""
    for name, value in line.items():
        if isinstance(value, str) and not name.startswith("_"):
            line[name] = masked(value)
    return line


def masked(text: str) -> str:
    """Return a text without ids of Discord and without what custom ids hold."""
    if "tf1:" in text:
        text = _CUSTOM_ID.sub(r"tf1:\1:…", text)
    return _ID.sub("[id]", text)


def _said_by_library(name: str, line: EventDict, values: _Values) -> str:
    if name == "asyncio":  # its text is formatted already, with tasks, callbacks and what they were given
        return _VALUES_BEGIN.split(line["event"], maxsplit=1)[0].strip()
    return _filled(line["event"], _harmless(values))


def _filled(template: str, values: _Values) -> str:
    return template % values if values else template


def _harmless(values: _Values) -> _Values:
    if isinstance(values, Mapping):
        return {name: _value(value) for name, value in values.items()}
    return tuple(_value(value) for value in values)


def _value(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    return value if isinstance(value, str) and _HARMLESS.fullmatch(value) else _Withheld()
