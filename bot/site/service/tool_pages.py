"""Pages that do something in the browser, and the page of feeds and files."""

from collections.abc import Iterator

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.vocabulary import PageKind
from bot.pages.service.site_links import page_path
from bot.site.engine.addresses import HOME
from bot.site.engine.fit_rules import fit_script, questions
from bot.site.engine.rendering import FIT_POLICY, SEARCH_POLICY, Renderer

CRISIS_GUIDE = "burnout-and-crisis-support"


def tool_pages(base: KnowledgeBase, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of search, of fit, and of what can be followed."""
    crisis = base.pages.get(CRISIS_GUIDE)
    crisis_to = page_path(crisis) if crisis else HOME
    yield "ask.html", renderer.page("ask.html", "ask.html", "Ask or search", policy=SEARCH_POLICY, crisis_to=crisis_to)
    asked = questions()
    yield "fit.html", renderer.page("fit.html", "fit.html", "Which could I get?", policy=FIT_POLICY, questions=asked)
    yield "fit-data.js", fit_script(base)
    groups = (("Sectors", base.of_kind(PageKind.SECTOR)), ("Roles", base.of_kind(PageKind.ROLE)))
    kinds = tuple(PageKind)
    yield "follow.html", renderer.page("follow.html", "follow.html", "Follow", groups=groups, kinds=kinds)
