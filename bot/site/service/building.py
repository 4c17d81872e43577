"""Build every file of the site in memory: a page that cannot be made leaves nothing behind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.knowledge.base import KnowledgeBase, Page
from bot.knowledge.role import RolePage
from bot.pages.ui.corrections import RepositoryLinks
from bot.pages.ui.labels import BOARD, HOURS, LICENSE, REMOTE, TRAINING
from bot.site.engine.addresses import ARCHIVE
from bot.site.engine.archive import archive
from bot.site.engine.calendars import calendars
from bot.site.engine.feeds import feeds
from bot.site.engine.records import records
from bot.site.engine.rendering import FOLDER, Renderer
from bot.site.service.compare_pages import compare_pages
from bot.site.service.index_pages import index_pages
from bot.site.service.knowledge_pages import knowledge_pages
from bot.site.service.state_pages import state_pages
from bot.site.service.tool_pages import tool_pages

AS_THEY_ARE = ("style.css", "icon.svg", "ask.js", "fit.js")
_NAVIGATION = (
    ("Roles", "roles.html"),
    ("What you have", "have.html"),
    ("Compare", "compare.html"),
    ("Fit", "fit.html"),
    ("Guides", "guides.html"),
    ("Search", "ask.html"),
)
FOLDER_IN_ARCHIVE = "tollfree-site"


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """What the site is made for."""

    today: date
    url: str | None = None
    """Where it will be served; feeds and calendars then name whole addresses."""
    repository_url: str | None = None


def build_site(base: KnowledgeBase, options: SiteOptions) -> Mapping[str, bytes]:
    """Return every file of the site by its path; the same pages on the same day give the same bytes."""
    renderer = Renderer(
        {
            "base": base,
            "today": options.today,
            "navigation": _NAVIGATION,
            "repository": RepositoryLinks(options.repository_url),
            "facts_of": _facts,
        }
    )
    files = dict(_files(base, renderer, options))
    return {**files, ARCHIVE: archive(files, FOLDER_IN_ARCHIVE)}


def _files(base: KnowledgeBase, renderer: Renderer, options: SiteOptions) -> Iterator[tuple[str, bytes]]:
    yield from knowledge_pages(base, renderer)
    yield from index_pages(base, renderer)
    yield from state_pages(base, renderer, options.today)
    yield from compare_pages(base, renderer)
    yield from tool_pages(base, renderer)
    yield from feeds(base, options.url)
    yield from calendars(base, options.url)
    yield from records(base)
    for name in AS_THEY_ARE:
        yield name, (FOLDER / name).read_bytes()
    yield ".nojekyll", b""
    yield "robots.txt", b"User-agent: *\nAllow: /\n"


def _facts(role: Page[RolePage]) -> tuple[tuple[str, str], ...]:
    """Return what a list says of a role."""
    fit = role.front.fit
    return (
        ("training", TRAINING[fit.training]),
        ("license", LICENSE[fit.licence]),
        ("board", BOARD[fit.board]),
        ("place", REMOTE[fit.remote]),
        ("hours", HOURS[fit.hours]),
    )


def page_count(files: Mapping[str, bytes]) -> int:
    """Return how many of the files are pages."""
    return sum(path.endswith(".html") for path in files)
