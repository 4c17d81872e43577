"""YAML that remembers its lines and refuses duplicate keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import yaml

Location = Sequence[str | int]
_Parts = Mapping[str | int, tuple[int, "_Parts"]]
"""The line of each value of a list or a mapping, and its own parts; a single value has none."""
_NO_PARTS: _Parts = MappingProxyType({})
_DEEPEST = 20
"""No page has more than six."""


class YamlProblem(Exception):
    """Raised when text is not usable YAML; `line` counts from 1 within the text."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """Parsed YAML with the line of every value; `first_line` is where it starts in its file."""

    data: Any
    begins: int
    """The line of the first value, counted from 0 within the text."""
    parts: _Parts
    first_line: int = 1

    def line_of(self, location: Location) -> int:
        """Return the file line of the value at `location`, or of its nearest parent that exists."""
        line, parts = self.begins, self.parts
        for step in location:
            if step not in parts:
                break
            line, parts = parts[step]
        return line + self.first_line


def parse_yaml(text: str, first_line: int = 1, *, is_ours: bool = False) -> YamlDocument:
    """Parse one YAML document.

    Raises YamlProblem for a syntax error, a key written twice, and for what would take for ever to read; aliases are
    for files that came with the code (`is_ours`).
    """
    loader = yaml.CSafeLoader(text)
    try:
        if not is_ours:
            _refuse_what_grows(text, first_line)
        node = loader.get_single_node()
        parts = _NO_PARTS if node is None else _parts_of(node)
        data = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlProblem(
            f"the YAML cannot be read: {error.problem or error.context}. A text with a colon or a # in it needs quotes",
            (mark.line if mark else 0) + first_line,
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) if isinstance(error.position, int) else 0
        raise YamlProblem(f"the YAML cannot be read: {error.reason}", line + first_line) from error
    except ValueError as error:  # e.g. 2026-02-30: shaped like a date, but no such day
        raise YamlProblem(f"the YAML cannot be read: {error}", first_line) from error
    finally:
        loader.dispose()
    return YamlDocument(data, 0 if node is None else node.start_mark.line, parts, first_line)


def _refuse_what_grows(text: str, first_line: int) -> None:
    """Refuse aliases, by which a few lines stand for billions or for themselves, and nesting without end."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _too_much(f'"*{event.anchor}" repeats another part; write it out', event, first_line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _too_much("this is nested too deeply", event, first_line)


def _too_much(words: str, event: yaml.Event, first_line: int) -> YamlProblem:
    line = event.start_mark.line if event.start_mark else 0
    return YamlProblem(f"the YAML cannot be read: {words}", line + first_line)


def _parts_of(node: yaml.Node) -> _Parts:
    """Return where everything in a node stands; raises MarkedYAMLError where a key is written twice.

    The nodes themselves take some ten times the memory of what is kept of them.
    """
    parts: dict[str | int, tuple[int, _Parts]] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key.value, str) and key.value in parts:
                raise yaml.MarkedYAMLError(problem=f'"{key.value}" is written twice', problem_mark=key.start_mark)
            found = key.start_mark.line, _parts_of(value)
            if isinstance(key.value, str):
                parts[key.value] = found
    elif isinstance(node, yaml.SequenceNode):
        parts.update((place, (item.start_mark.line, _parts_of(item))) for place, item in enumerate(node.value))
    return parts or _NO_PARTS
