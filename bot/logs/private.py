"""Keep members out of the log: no ids of Discord, no custom ids, none of the values that libraries put into lines."""

import logging
import re
from collections.abc import Mapping

_OURS = re.compile(r"(bot|cogs)(\.|$)")
_TRUSTED = ("alembic", "py.warnings")
"""Libraries whose lines hold nothing from Discord."""

_ID = re.compile(r"(?<!\d)\d{15,20}(?!\d)")
_CUSTOM_ID = re.compile(r"tf1:([a-z]+).*")
_HARMLESS = re.compile(r"GET|PUT|POST|PATCH|DELETE|on_[a-z_]+")
_VALUES_BEGIN = re.compile(r"[<({\[:\n]")
_WITHHELD = "…"

_Values = tuple[object, ...] | Mapping[str, object]


class _Withheld:
    """Stands for a value in a line, however the line formats it."""

    def __repr__(self) -> str:
        return _WITHHELD


def message_of(record: logging.LogRecord) -> str:
    """Return a line's message with its values, but of a library's no others than numbers.

    Names, addresses and payloads in the lines of libraries come from members.
    """
    text, values = str(record.msg), record.args or ()
    if _OURS.match(record.name) or record.name.startswith(_TRUSTED):
        return _filled(text, values)
    if record.name == "asyncio":  # its text is formatted already, with tasks, callbacks and what they were given
        return _VALUES_BEGIN.split(text, maxsplit=1)[0].strip()
    return _filled(text, _harmless(values))


def masked(text: str) -> str:
    """Return a text without ids of Discord and without what custom ids hold."""
    if "tf1:" in text:
        text = _CUSTOM_ID.sub(r"tf1:\1:…", text)
    return _ID.sub("[id]", text)


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
