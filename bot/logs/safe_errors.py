"""Errors as they may stand in a log: types, places and codes, but no texts, for those may quote what a member typed."""

import errno
import re
import traceback
from collections.abc import Iterator

_CODES = ("status", "code", "sqlstate", "sqlite_errorname")
_CODE = re.compile(r"[A-Za-z0-9_]{1,40}")
_DEEPEST = 10


def describe(error: BaseException) -> str:
    """Return an error's type with its codes, such as `sqlite3.OperationalError (sqlite_errorname SQLITE_BUSY)`."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    facts = [f"{label} {value}" for label, value in _facts(error)]
    return f"{name} ({', '.join(facts)})" if facts else name


def chain(error: BaseException) -> list[BaseException]:
    """Return an error after those that led to it, the first one first."""
    found: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in found and len(found) < _DEEPEST:
        found.append(current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return found[::-1]


def trace(error: BaseException) -> str:
    """Return the trace of an error and those that led to it: our source lines, but no values and no texts."""
    return "\nwhich led to:\n".join(part for one in chain(error) for part in _parts(one))


def _parts(error: BaseException) -> Iterator[str]:
    lines = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield f"{lines}\n{describe(error)}" if lines else describe(error)
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions[:_DEEPEST]:
            yield f"within it:\n{trace(one)}"


def _facts(error: BaseException) -> Iterator[tuple[str, str]]:
    for name in _CODES:
        value = getattr(error, name, None)
        if isinstance(value, int) or (isinstance(value, str) and _CODE.fullmatch(value)):
            yield name, str(value)
    if isinstance(error, OSError) and error.errno is not None:
        yield "errno", errno.errorcode.get(error.errno, str(error.errno))
    if isinstance(error, AttributeError | NameError | ImportError) and error.name and _CODE.fullmatch(error.name):
        yield "name", error.name
