"""The knowledge base in memory: immutable, swapped whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar

from bot.domain.errors import PageNotFound
from bot.knowledge.body import Body
from bot.knowledge.citing import cited_ids
from bot.knowledge.pages import CertificationPage, FrontMatter, GuidePage, MythPage, SectorPage
from bot.knowledge.role import RolePage
from bot.knowledge.sources import Source
from bot.knowledge.titles import TitleIndex
from bot.knowledge.vocabulary import PageKind

F_co = TypeVar("F_co", bound=FrontMatter, covariant=True)


@dataclass(frozen=True)
class Page(Generic[F_co]):
    """One page: its id (the file's stem), front matter and body."""

    id: str
    path: Path
    front: F_co
    body: Body

    @property
    def kind(self) -> PageKind:
        """Return the page's kind."""
        return self.front.kind

    @property
    def title(self) -> str:
        """Return the title that members read."""
        return self.front.title

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """Return the ids of all cited sources, once each, in order of appearance."""
        in_body = (source_id for source_id, _ in self.body.citations)
        return tuple(dict.fromkeys((*cited_ids(self.front), *in_body)))

    def is_past_review(self, today: date) -> bool:
        """Tell whether the page should have been read again by `today`."""
        return self.front.review_by < today


AnyPage = Page[FrontMatter]


class KnowledgeBase:
    """All pages and sources of one valid state of `knowledge/`."""

    def __init__(self, pages: Mapping[str, AnyPage], sources: Mapping[str, Source], version: str) -> None:
        self.pages = MappingProxyType(dict(pages))
        self.sources = MappingProxyType(dict(sources))
        self.version = version
        in_order = sorted(self.pages.values(), key=lambda page: page.title.casefold())
        self._by_kind = {kind: tuple(page for page in in_order if page.kind is kind) for kind in PageKind}
        self._titles = {
            kind: TitleIndex((page.id, (page.title, *page.front.aliases)) for page in self.of_kind(kind))
            for kind in PageKind
        }

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

    def _page(self, page_id: str, front: type[F_co]) -> Page[F_co]:
        page = self.pages.get(page_id)
        if page is None or not isinstance(page.front, front):
            raise PageNotFound(page_id)
        return page  # type: ignore[return-value]  # front was checked just above

    def search_titles(self, kind: PageKind, query: str, limit: int) -> tuple[AnyPage, ...]:
        """Return pages whose title or alias is near `query`, best first; an empty query returns all, by title."""
        return tuple(self.pages[page_id] for page_id in self._titles[kind].search(query, limit))

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
