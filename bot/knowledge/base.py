"""The knowledge base in memory: immutable, swapped whole."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from bot.kit.errors import PageNotFound
from bot.knowledge.finding import PageFinder
from bot.knowledge.link_log import NO_LINKS
from bot.knowledge.link_states import LinkNow, is_unsettled
from bot.knowledge.page import AnyPage, Page
from bot.knowledge.pages import CertificationPage, FrontMatter, GuidePage, MythPage, SectorPage
from bot.knowledge.role import RolePage
from bot.knowledge.sources import Source
from bot.knowledge.state_tables import StateTables
from bot.knowledge.titles import SURELY_ALIKE, TitleIndex
from bot.knowledge.vocabulary import PageKind

F = TypeVar("F", bound=FrontMatter)
__all__ = ["AnyPage", "KnowledgeBase", "Page"]


class KnowledgeBase:
    """All pages and sources of one valid state of `knowledge/`."""

    def __init__(
        self,
        pages: Mapping[str, AnyPage],
        sources: Mapping[str, Source],
        version: str,
        links: Mapping[str, LinkNow] = NO_LINKS,
        states: StateTables | None = None,
    ) -> None:
        """Take pages and sources by id, what addresses have come to, by address, and the tables of states."""
        self.pages = MappingProxyType(dict(pages))
        self.sources = MappingProxyType(dict(sources))
        self.version = version
        self.states = states or StateTables()
        self._links = links
        in_order = sorted(self.pages.values(), key=lambda page: page.title.casefold())
        self._by_kind = {kind: tuple(page for page in in_order if page.kind is kind) for kind in PageKind}
        self._titles = {
            kind: TitleIndex((page.id, (page.title, *page.front.aliases)) for page in self.of_kind(kind))
            for kind in PageKind
        }
        self._finder = PageFinder(self.pages.values())  # with the pages, in their thread: nobody who types waits for it

    def of_kind(self, kind: PageKind) -> tuple[AnyPage, ...]:
        """Return the pages of a kind, by title."""
        return self._by_kind[kind]

    def page(self, page_id: str) -> AnyPage:
        """Return a page of any kind, or raise PageNotFound."""
        return self._page(page_id, FrontMatter)

    def role(self, page_id: str) -> Page[RolePage]:
        """Return a role page, or raise PageNotFound."""
        return self._page(page_id, RolePage)

    def sector(self, page_id: str) -> Page[SectorPage]:
        """Return a sector page, or raise PageNotFound."""
        return self._page(page_id, SectorPage)

    def guide(self, page_id: str) -> Page[GuidePage]:
        """Return a guide, or raise PageNotFound."""
        return self._page(page_id, GuidePage)

    def certification(self, page_id: str) -> Page[CertificationPage]:
        """Return a certification page, or raise PageNotFound."""
        return self._page(page_id, CertificationPage)

    def myth(self, page_id: str) -> Page[MythPage]:
        """Return a myth page, or raise PageNotFound."""
        return self._page(page_id, MythPage)

    def _page(self, page_id: str, front: type[F]) -> Page[F]:
        page = self.pages.get(page_id)
        if page is None or not isinstance(page.front, front):
            raise PageNotFound(page_id)
        return page  # type: ignore[return-value]  # front was checked just above

    def link(self, source: Source) -> LinkNow | None:
        """Return what a source's address has come to, or None where nobody asked it."""
        return self._links.get(str(source.url))

    def unsettled(self, page: AnyPage) -> tuple[Source, ...]:
        """Return the page's sources that no longer say what was read, or are rules that cannot be found."""
        sources = (self.sources[source_id] for source_id in page.cited)
        return tuple(source for source in sources if is_unsettled(source, self.link(source)))

    def search_titles(self, kind: PageKind, query: str, limit: int) -> tuple[AnyPage, ...]:
        """Return pages of a kind whose title or alias is near `query`, best first; by title for an empty query."""
        return tuple(self.pages[page_id] for page_id in self._titles[kind].search(query, limit))

    def named(self, kind: PageKind, query: str) -> AnyPage | None:
        """Return the page of a kind that is surely meant by a name, a typo in it at most, or None."""
        scores = self._titles[kind].scores(query)
        best = max(scores, key=lambda page_id: scores[page_id], default=None)
        return self.pages[best] if best is not None and scores[best] >= SURELY_ALIKE else None

    def find(self, query: str, limit: int, first: PageKind | None = None) -> tuple[AnyPage, ...]:
        """Return pages of any kind for what was typed, best first, those of the kind `first` favored."""
        return self._finder.find(query, limit, first)

    def roles_in(self, sector_id: str) -> tuple[Page[RolePage], ...]:
        """Return the roles of a sector, also those that have it as a second home, by title."""
        return tuple(
            self.role(page.id)
            for page in self.of_kind(PageKind.ROLE)
            if isinstance(page.front, RolePage) and sector_id in (page.front.sector, *page.front.also_in)
        )

    def roles_naming(self, page_id: str) -> Iterator[Page[RolePage]]:
        """Yield the roles whose front matter links to a page, by title."""
        for page in self.of_kind(PageKind.ROLE):
            if page_id in page.front.links():
                yield self.role(page.id)
