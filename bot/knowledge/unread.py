"""What could not be read: what seems to be missing may stand in it, so one line about the cause has to do."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.knowledge.fields import LONGEST_PAGE_ID, PAGE_ID
from bot.knowledge.files import POSTINGS, SOURCES, STATES
from bot.knowledge.problems import Problem, Severity

_NOT_PAGES = frozenset({SOURCES, POSTINGS, STATES})


class Unread:
    """The files, and folders, that have an error of their own, and the text of those that have one."""

    def __init__(self, root: Path, texts: Mapping[tuple[str, Path], str], problems: list[Problem]) -> None:
        self._root = root
        paths = {problem.path for problem in problems if problem.severity is Severity.ERROR}
        self._texts = {path: texts.get((self._kind(path), path)) for path in paths}

    def may_have_page(self, page_id: str) -> bool:
        """Return whether a page is there that could not be read, or one whose file's name may be meant for it."""
        pages = [path for path in self._texts if self._kind(path) not in _NOT_PAGES]
        return any(self._is_folder(path) or path.stem == page_id or not is_page_id(path.stem) for path in pages)

    def may_have_source(self, source_id: str) -> bool:
        """Return whether a source may stand in a file that has errors."""
        return self._stands_in(source_id, (path for path in self._texts if self._kind(path) == SOURCES))

    def may_cite(self, source_id: str) -> bool:
        """Return whether a page, ledger or table that has errors may cite a source."""
        return self._stands_in(source_id, (path for path in self._texts if self._kind(path) != SOURCES))

    def _stands_in(self, word: str, paths: Iterator[Path]) -> bool:
        return any((text := self._texts[path]) is None or word in text for path in paths)

    def _kind(self, path: Path) -> str:
        return path.name if self._is_folder(path) else path.parent.name

    def _is_folder(self, path: Path) -> bool:
        return path.parent == self._root


def is_page_id(stem: str) -> bool:
    """Return whether the name of a file, without its ending, may be a page's id."""
    return len(stem) <= LONGEST_PAGE_ID and re.match(PAGE_ID, stem) is not None
