"""The knowledge base that is in use now, and its exchange for a newer one."""

import logging
from collections.abc import Iterable
from pathlib import Path

from bot.kit.clock import Clock
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.files import knowledge_files
from bot.knowledge.link_log import LINKS_FILE
from bot.knowledge.loader import CardRule, Loaded, load

log = logging.getLogger(__name__)

_Stamp = tuple[tuple[str, int, int], ...]


class Library:
    """Holds one valid knowledge base, and swaps it whole when the files change and are valid."""

    def __init__(self, root: Path, clock: Clock, card_rules: Iterable[CardRule] = ()) -> None:
        """Load the pages below `root`; raises KnowledgeInvalid."""
        self._root = root
        self._clock = clock
        self._card_rules = tuple(card_rules)
        self._stamp = self._files_stamp()
        self._current = self._load().require()

    @property
    def current(self) -> KnowledgeBase:
        """Return the knowledge base in use; keep it for the whole of one answer."""
        return self._current

    def refresh(self) -> Loaded | None:
        """Load again if a file changed; a broken edit keeps the pages in use.

        Returns what was loaded, or None where nothing changed. Reads files: call it in a thread.
        """
        stamp = self._files_stamp()
        if stamp == self._stamp:
            return None
        self._stamp = stamp
        loaded = self._load()
        if loaded.base is None:
            log.error("the edited pages have problems; the ones from before stay in use")
            for problem in loaded.problems:
                log.error("%s", problem)
        else:
            self._current = loaded.base
            log.info("knowledge base reloaded: version %s, %d pages", loaded.base.version, len(loaded.base.pages))
        return loaded

    def _load(self) -> Loaded:
        return load(self._root, self._clock.now().date(), self._card_rules)

    def _files_stamp(self) -> _Stamp:
        stamps = []
        for path in (*knowledge_files(self._root), self._root / LINKS_FILE):
            try:
                status = path.stat()
            except FileNotFoundError:
                continue  # removed between listing and looking: the next look sees it gone
            stamps.append((str(path), status.st_mtime_ns, status.st_size))
        return tuple(stamps)
