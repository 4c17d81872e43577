"""The examples, by kind: `## kind` stands above each group."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.knowledge.loader import load

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CRISIS_PAGE = "burnout-and-crisis-support"
_TO_LEARN = ("", "first_", "second_")
_HELD = ("held_",)


@dataclass(frozen=True, slots=True)
class Example:
    """A message, its kind, and whether it shows a crisis."""

    text: str
    kind: str
    is_crisis: bool


def to_learn() -> list[Example]:
    """Return the examples to fit on, all but the questions that pages list."""
    return _read(_TO_LEARN)


def held_out() -> list[Example]:
    """Return the examples written apart, before anything was tuned, and looked at only to measure."""
    return _read(_HELD)


def questions() -> list[Example]:
    """Return the questions that pages list, but those of the crisis page."""
    base = load(ROOT / "knowledge", datetime.now(UTC).date()).require()
    pages = [page for page in base.pages.values() if page.id != CRISIS_PAGE]
    return [Example(ask, "question", is_crisis=False) for page in pages for ask in page.front.asks]


def _read(prefixes: tuple[str, ...]) -> list[Example]:
    return [
        example
        for prefix in prefixes
        for name, is_crisis in (("distress", True), ("calm", False))
        for example in _in_file(HERE / "examples" / f"{prefix}{name}.txt", is_crisis=is_crisis)
    ]


def _in_file(path: Path, *, is_crisis: bool) -> list[Example]:
    found, kind = [], ""
    for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
        if line.startswith("## "):
            kind = line[3:]
        else:
            found.append(Example(line, kind, is_crisis))
    return found
