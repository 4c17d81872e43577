"""Make the static site, and show it on this machine."""

import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from bot.app import check_knowledge
from bot.config import Settings
from bot.kit.clock import SystemClock
from bot.site.service.building import SiteOptions, build_site, page_count
from bot.site.service.publishing import publish
from bot.site.service.searching import index_pages
from bot.site.service.serving import served

_MEGABYTE = 1_000_000
NO_SEARCH = "Pagefind is not installed, so the page of the search has none: pip install 'tollfree[site]'."


def make_site(settings: Settings, out: Path, say: Callable[[str], None]) -> None:
    """Check the pages, build the site and put it at `out`.

    Raises KnowledgeInvalid, FolderInUse, FolderUnwritable and SearchFailed; then nothing was written.
    """
    base = check_knowledge(settings).require()
    files = build_site(base, site_options(settings))
    published = publish(files, out, index_pages)
    size = f"{published.bytes / _MEGABYTE:.1f} MB"
    say(f"{out}: {page_count(files)} pages, {published.files} files, {size}, from pages of version {base.version}.")
    if not published.has_search:
        say(NO_SEARCH)


def site_options(settings: Settings) -> SiteOptions:
    """Return what the settings say of the site, as of today."""
    return SiteOptions(
        today=SystemClock().now().date(),
        url=str(settings.site_url) if settings.site_url else None,
        repository_url=str(settings.repository_url) if settings.repository_url else None,
    )


def show_site(settings: Settings, out: Path | None, port: int, say: Callable[[str], None]) -> None:
    """Make the site, at `out` or in a folder that is removed afterwards, and serve it until interrupted."""
    with ExitStack() as stack:
        folder = out or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tollfree-site-"))) / "site"
        make_site(settings, folder, say)
        say(f"The site is at {stack.enter_context(served(folder, port))}")
        say("Press Ctrl-C here to end.")
        threading.Event().wait()
