"""JSON lines in and out, for other programs: one object a line, with the id it came with."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bot.kit.errors import TollfreeError


class BatchUnreadable(TollfreeError):
    """Raised when a batch file cannot be read, or a line of it is not what is asked for."""


def batch(path: Path, key: str, answer: Callable[[str], Mapping[str, object]]) -> Iterator[str]:
    """Yield a line of JSON for each line of a file: its `id`, and the answer to its `key`; raises BatchUnreadable."""
    for _, record in records(path, key):
        yield json.dumps({"id": record["id"], **answer(str(record[key]))}, ensure_ascii=False)


def records(path: Path, key: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield where each line of a file stands, and its object, which has an `id` and the key; raises BatchUnreadable."""
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            place = f"{path}:{number}"
            yield place, _record(line, key, place)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BatchUnreadable(f"{path} cannot be read: {error}") from error


def _record(line: str, key: str, place: str) -> Mapping[str, object]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise BatchUnreadable(f"{place}: this line is not JSON ({error.msg})") from error
    if not isinstance(record, dict) or "id" not in record or key not in record:
        raise BatchUnreadable(f'{place}: this line needs "id" and "{key}"')
    return record
