"""Where one press leads from a page: the pages next to it."""

from collections.abc import Iterator

from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.pages import CertificationPage, MythPage
from bot.knowledge.role import RolePage
from bot.knowledge.vocabulary import PageKind
from bot.pages.ui.card import Link
from bot.pages.ui.labels import CERTIFICATION_VERDICT, KIND, MYTH_VERDICT


def page_links(base: KnowledgeBase, page: AnyPage) -> tuple[Link, ...]:
    """Return the pages to go on to, nearest first."""
    found: dict[str, Link] = {}
    for link in _nearest_first(base, page):
        if link.page_id != page.id:
            found.setdefault(link.page_id, link)
    return tuple(found.values())


def _nearest_first(base: KnowledgeBase, page: AnyPage) -> Iterator[Link]:
    front = page.front
    if isinstance(front, RolePage):
        yield from (
            Link(neighbor.role, base.pages[neighbor.role].title, f"next door: {neighbor.reason}")
            for neighbor in front.neighbours
        )
    if page.kind is PageKind.SECTOR:
        yield from (link_to(role) for role in base.roles_in(page.id))
    yield from (link_to(base.pages[target]) for target in front.links())
    yield from (link_to(role) for role in base.roles_naming(page.id))
    if page.kind is not PageKind.ROLE:
        yield from _naming(base, page.id)


def _naming(base: KnowledgeBase, page_id: str) -> Iterator[Link]:
    """Yield guides and myths that name a page as related."""
    for kind in (PageKind.GUIDE, PageKind.MYTH):
        for other in base.of_kind(kind):
            if page_id in other.front.links():
                yield link_to(other)


def link_to(page: AnyPage) -> Link:
    """Return a link with the page's kind, and its verdict where it has one."""
    front = page.front
    reason = KIND[page.kind]
    if isinstance(front, MythPage):
        reason = f"myth · {MYTH_VERDICT[front.verdict]}"
    elif isinstance(front, CertificationPage):
        reason = f"certificate · {CERTIFICATION_VERDICT[front.verdict.value]}"
    return Link(page.id, page.title, reason)
