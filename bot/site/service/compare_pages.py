"""A page for any two roles, and lists to find it from."""

from collections.abc import Iterator, Sequence

from bot.knowledge.base import AnyPage, KnowledgeBase
from bot.knowledge.vocabulary import PageKind
from bot.pages.service.site_links import page_path
from bot.site.engine.addresses import compare_path, partners_path
from bot.site.engine.comparing import comparisons
from bot.site.engine.listing import Group, Link
from bot.site.engine.rendering import Renderer


def compare_pages(base: KnowledgeBase, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the page of every pair, the list of each role's partners, and the list of those lists."""
    for one in comparisons(base):
        first, other = one.roles
        path = compare_path(first.id, other.id)
        parts = (("What differs", one.differs), ("What is alike, and the first step", one.alike))
        title = f"{first.title} and {other.title}"
        yield path, renderer.page("compare.html", path, title, "Compare", one=first, other=other, parts=parts)
    roles = base.of_kind(PageKind.ROLE)
    for role in roles:
        path = partners_path(role.id)
        links = tuple(Link(compare_path(role.id, other.id), other.title, "") for other in roles if other.id != role.id)
        groups = (Group("", links=links), Group("", links=(Link(page_path(role), f"Back to {role.title}", ""),)))
        title = f"Compare: {role.title}"
        yield path, renderer.page("list.html", path, title, "Compare", groups=groups, says="With which other role?")
    yield _first_choice(roles, renderer)


def _first_choice(roles: Sequence[AnyPage], renderer: Renderer) -> tuple[str, bytes]:
    groups = (Group("", links=tuple(Link(partners_path(role.id), role.title, "") for role in roles)),)
    says = "Choose one, then the other. What differs comes first."
    return "compare.html", renderer.page("list.html", "compare.html", "Compare two roles", groups=groups, says=says)
