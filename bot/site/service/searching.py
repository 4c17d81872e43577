"""Index the pages for the search in the browser, with Pagefind where it is installed."""

import subprocess
from pathlib import Path

from bot.kit.errors import TollfreeError
from bot.knowledge.vocabulary import PageKind
from bot.site.engine.addresses import SEARCH_FOLDER

_SECONDS = 120
_NOT_USED = ("pagefind-*", "wasm.unknown.pagefind")
"""Pagefind's own user interfaces and its index of no language: the page has one box, and one language."""
_KEPT = "pagefind-entry.json"
_WORKER = "pagefind-worker.js"


class SearchFailed(TollfreeError):
    """Raised when Pagefind ended with an error."""


def index_pages(folder: Path) -> bool:
    """Write the index into a site's folder; returns False where Pagefind is not installed. Raises SearchFailed."""
    try:
        from pagefind_bin import get_executable
    except ModuleNotFoundError:
        return False
    kinds = ",".join(PageKind)
    done = subprocess.run(  # noqa: S603 - our own program and folder
        [str(get_executable()), "--site", str(folder), "--glob", f"{{{kinds}}}/*.html", "--quiet"],
        cwd=folder,  # a configuration file of the operator's own folder must not change the index
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        raise SearchFailed(f"Pagefind could not index the pages: {done.stderr.strip()[-400:]}")
    index = folder / SEARCH_FOLDER
    for pattern in _NOT_USED:
        for path in index.glob(pattern):
            if path.name not in {_KEPT, _WORKER}:
                path.unlink()
    return True
