"""The file of what sources' addresses answered: a JSON line each, appended as they come."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType

from bot.knowledge.link_states import LinkNow, LinkResult, Outcome, link_now

LINKS_FILE = "links-checked.jsonl"
"""Its name in the folder of the pages, where cards find it."""
NO_LINKS: Mapping[str, LinkNow] = MappingProxyType({})


class LinkLog:
    """Reads and appends results."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def visits(self) -> dict[str, list[LinkResult]]:
        """Return all results by address; a line that cannot be read, cut off by an interruption, is passed over."""
        found: dict[str, list[LinkResult]] = defaultdict(list)
        if self._path.exists():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                if result := _result(line):
                    found[result.url].append(result)
        return found

    def now(self) -> dict[str, LinkNow]:
        """Return what each address has come to."""
        return {url: now for url, visits in self.visits().items() if (now := link_now(visits))}

    def append(self, result: LinkResult) -> None:
        """Add a result."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(result)) + "\n")


def _result(line: str) -> LinkResult | None:
    try:
        fields = json.loads(line)
        result = LinkResult(**{**fields, "outcome": Outcome(fields["outcome"])})
        result.day  # noqa: B018 - a day that is none raises
    except (ValueError, TypeError, KeyError):
        return None
    return result
